/** The engine's version: part of every unit's key, so that results of different engines never mix. */
import { createRequire } from 'node:module';
import { z } from 'zod';

const manifest: unknown = createRequire(import.meta.url)('../../../package.json');

export const engineVersion = z.object({ version: z.string() }).parse(manifest).version;
