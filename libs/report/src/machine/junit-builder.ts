/** One way to the library, whether its CommonJS or its ES module is loaded: the first has its default one level deeper. */
import loaded, { type Builder } from 'junit-report-builder';

const builder = 'default' in loaded ? loaded.default : loaded;

export const newBuilder = (): Builder => builder.newBuilder();
export type { Builder };
