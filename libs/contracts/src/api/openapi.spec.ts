import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import manifest from '../../../../package.json' with { type: 'json' };
import { openApiDocument } from './openapi.js';
import { problemKinds } from './problem.js';
import { renderOpenApi } from './render-openapi.js';
import { routes } from './roster.js';
import type { Route } from './route.js';

const page = readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8');
const all: readonly Route[] = Object.values(routes);

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: object };
}

describe('docs/openapi.json', () => {
  it('is what the routes say', () => {
    expect(page, 'docs/openapi.json is stale: run `npm run sync`').toBe(renderOpenApi(manifest.version));
  });

  it('is an OpenAPI 3.1 document', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(page) as Record<string, unknown>)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('points at nothing that is not there', () => {
    const references = new Set([...page.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path = '']) => path));
    const missing = [...references].filter((path) => find(JSON.parse(page), path.split('/')) === undefined);
    expect(missing).toEqual([]);
  });

  it('names what is sent and answered, so that generated clients have names for it', () => {
    const { schemas } = (JSON.parse(page) as Document).components;
    const names = Object.keys(schemas);
    expect(names).toEqual(expect.arrayContaining(['Audit', 'AuditEvent', 'Finding', 'Metric', 'Problem', 'Report']));
    expect(names.filter((name) => !/^[A-Z][A-Za-z]*$/.test(name))).toEqual([]);
  });
});

describe('openApiDocument', () => {
  it('has every route once, under its id', () => {
    const { paths } = openApiDocument({ version: '0', routes: all }) as unknown as Document;
    const ids = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect([...ids].sort()).toEqual(Object.keys(routes).sort());
    expect(all.map(({ id }) => id).sort()).toEqual(Object.keys(routes).sort());
  });

  it('has no parameter of one name in two places: clients take them in one object, with the body', () => {
    const clashes = all.filter(({ params, query }) => {
      const names = [...Object.keys(params?.shape ?? {}), ...Object.keys(query?.shape ?? {}), 'body'];
      return new Set(names).size < names.length;
    });
    expect(clashes.map(({ id }) => id)).toEqual([]);
  });

  it('gives each kind of problem a status of its own, so that a status says the kind', () => {
    const statuses = Object.values(problemKinds).map(({ status }) => status);
    expect(new Set(statuses).size).toBe(statuses.length);
  });
});

function find(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  const inside = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return inside === undefined ? undefined : find(inside, rest);
}
