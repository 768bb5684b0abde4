/** The repository: where children find tsconfig.json and packages. */
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** For PYTHONPATH: the exporter's package. */
export const exporterPath = fileURLToPath(new URL('../../exporter', import.meta.url));
