import { finding, presets, report } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { metrics } from './roster.js';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Every place of a document, with the name of the shape that stands there. */
function* placesOf(schema: Schema, root: Schema, path: string): Generator<readonly [path: string, shape: string]> {
  const shape = /[^/]+$/.exec(schema.$ref ?? '')?.[0] ?? '';
  yield [path, shape];
  const { properties = {}, items, oneOf, anyOf } = root.$defs?.[shape] ?? schema;
  for (const [name, property] of Object.entries(properties)) yield* placesOf(property, root, `${path}.${name}`);
  if (items) yield* placesOf(items, root, `${path}[]`);
  if (shape === 'Metric' || shape === 'Json') return;
  for (const choice of [...(oneOf ?? []), ...(anyOf ?? [])]) yield* placesOf(choice, root, path + kindOf(choice, root));
}

/** Findings of a kind are told apart by it: `finding.answers`. */
function kindOf({ $ref, properties }: Schema, root: Schema): string {
  const kind = (properties ?? root.$defs?.[$ref?.split('/').at(-1) ?? '']?.properties)?.['kind']?.const;
  return typeof kind === 'string' ? `.${kind}` : '';
}

const schemaOf = (type: z.ZodType): Schema => z.toJSONSchema(type) as Schema;
const everyPlace = [
  ...placesOf(schemaOf(report), schemaOf(report), 'report'),
  ...placesOf(schemaOf(finding), schemaOf(finding), 'finding'),
];

describe('the roster of metrics', () => {
  const carried = metrics.flatMap(({ carriedBy }) => carriedBy);

  it('explains every number of a report that has an interval', () => {
    const numbers = everyPlace.filter(([, shape]) => shape === 'Metric').map(([path]) => path);
    expect(numbers.length).toBeGreaterThan(40);
    expect(numbers.filter((path) => !carried.includes(path))).toEqual([]);
  });

  it('names places that there are, each for one metric', () => {
    const known = new Set(everyPlace.map(([path]) => path));
    expect(carried.filter((path) => !known.has(path))).toEqual([]);
    expect(carried.filter((path, index) => carried.indexOf(path) !== index)).toEqual([]);
  });

  it('has the settings of a policy as parameters, with the defaults of every preset', () => {
    const { policy } = presets.standard;
    for (const { params } of metrics) expect(policy).toMatchObject(params.parse({}));
    expect([presets.demo.policy, presets.screening.policy]).toEqual([policy, policy]);
    const leak = metrics.find(({ id }) => id === 'leak');
    expect(z.toJSONSchema(leak!.params, { io: 'input' })).toMatchObject({
      properties: { confidence: { type: 'number', default: 0.95, description: 'coverage of the printed intervals' } },
      additionalProperties: false,
    });
  });
});
