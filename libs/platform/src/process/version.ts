/** The engine's version: part of every unit's key, so that results of different engines never mix. */
import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('../../../../package.json') as { readonly version: string };

export const engineVersion = manifest.version;
