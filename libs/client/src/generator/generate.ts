/** `npm run sync`: writes src/generated from docs/openapi.json. A script, imported by nobody. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Document } from './document.js';
import { renderOperations } from './render-operations.js';
import { renderTypes } from './render-types.js';

const document = JSON.parse(
  readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8'),
) as Document;
const write = (name: string, text: string): void =>
  writeFileSync(new URL(`../generated/${name}`, import.meta.url), text);

write('types.ts', await renderTypes(document));
write('operations.ts', renderOperations(document));
