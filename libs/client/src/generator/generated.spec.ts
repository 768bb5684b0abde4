import { readFileSync } from 'node:fs';
import { routes } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { operations } from '../generated/operations.js';
import type { Document } from './document.js';
import { renderOperations } from './render-operations.js';
import { renderTypes } from './render-types.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const document = JSON.parse(read('../../../../docs/openapi.json')) as Document;

describe('src/generated', () => {
  it('is what docs/openapi.json says', async () => {
    const stale = 'libs/client/src/generated is stale: run `npm run sync`';
    expect(read('../generated/types.ts'), stale).toBe(await renderTypes(document));
    expect(read('../generated/operations.ts'), stale).toBe(renderOperations(document));
  });

  it('has a method for every route', () => {
    expect(Object.keys(operations).sort()).toEqual(Object.keys(routes).sort());
  });

  it('refuses a media type that nobody reads', () => {
    const responses = { '200': { content: { 'video/mp4': { schema: {} } } } };
    const paths = { '/film': { get: { operationId: 'film', parameters: [], responses } } };
    expect(() => renderOperations({ paths, components: { schemas: {} } })).toThrow('video/mp4: tell the client');
  });
});
