/** Token sets of the residual stream, graph against NumPy (golden/make-token-sets.py), in float64. */
import { readFileSync } from 'node:fs';
import { GraphBuilder, type Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { fromNumbers } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import type { TokenSetMaking } from '../../libs/models/src/port.js';
import type { Stream } from '../../libs/models/src/vision-language/stream-readings.js';
import { tokenScores, tokenSet } from '../../libs/models/src/vision-language/token-sets.js';

type Nested = readonly (number | Nested)[];

interface Golden {
  readonly most: number;
  readonly epsilon: number;
  /** [layers][1][tokens][hidden] */
  readonly stream: readonly Nested[];
  readonly weight: readonly number[];
  /** [hidden][vocabulary] */
  readonly head: readonly (readonly number[])[];
  readonly cases: readonly {
    readonly making: TokenSetMaking;
    /** [rankings][1][tokens][vocabulary] */
    readonly scores: readonly Nested[];
    /** [tokens][vocabulary] */
    readonly inside: readonly (readonly boolean[])[];
  }[];
}

const golden = JSON.parse(readFileSync(new URL('golden/token-sets.json', import.meta.url), 'utf8')) as Golden;

const flat = (values: Nested | number): readonly number[] =>
  typeof values === 'number' ? [values] : values.flatMap(flat);

const [hidden, vocabulary] = [golden.weight.length, golden.head[0]?.length ?? 0];
const tokens = flat(golden.stream[0] ?? []).length / hidden;

/** W_U·norm(h) with the golden weights. */
function streamIn(g: GraphBuilder): Stream {
  const constant = (dims: readonly number[], values: readonly number[]) =>
    g.constant(null, fromNumbers('float64', dims, values));
  const [weight, head] = [constant([hidden], golden.weight), constant([hidden, vocabulary], flat(golden.head))];
  const norm = (h: Value) =>
    g.mul(g.div(h, g.sqrt(g.add(g.reduceMean(g.mul(h, h), [2], true), golden.epsilon))), weight);
  return {
    ends: golden.stream.map((layer) => constant([1, tokens, hidden], flat(layer))),
    head: (h) => g.matMul(norm(h), head),
  };
}

async function run(build: (g: GraphBuilder) => readonly Value[]): Promise<readonly (readonly number[])[]> {
  const g = new GraphBuilder({ floatType: 'float64' });
  const names = build(g).map((value, at) => g.output(value, `y${at}`).name);
  const session = await openSession({ graph: g });
  const results = await session.run({});
  await session.close();
  return names.map((name) => Array.from(results[name]?.data ?? [], Number));
}

const layers = golden.stream.map((_, at) => at + 1);

describe.each(golden.cases)('tokens by $making', ({ making, scores, inside }) => {
  it('are ranked as NumPy ranks them, to 1e-9', async () => {
    const ranked = await run((g) => tokenScores[making](g, streamIn(g), layers));
    expect(ranked).toHaveLength(scores.length);
    ranked.forEach((values, at) => {
      const expected = flat(scores[at] ?? []);
      expect(values).toHaveLength(expected.length);
      values.forEach((value, place) => expect(value).toBeCloseTo(expected[place] ?? Number.NaN, 9));
    });
  });

  it('are in a set when they are at either end of any ranking, ties with them', async () => {
    const [logits] = await run((g) => [tokenSet({ making, layers, most: golden.most })(g, streamIn(g))]);
    expect(logits).toEqual(inside.flat().map((isInside) => (isInside ? 0 : -1e4)));
  });
});

it('takes a layer more for every difference', () => {
  const g = new GraphBuilder({ floatType: 'float64' });
  const set = (making: TokenSetMaking, of: readonly number[]) => () =>
    tokenSet({ making, layers: of, most: 2 })(g, streamIn(g));
  expect(set('probability-delta', [1])).toThrow(RangeError);
  expect(set('second-difference', [1, 2])).toThrow(RangeError);
  expect(set('head-projection', [9])).toThrow('there is no layer 9');
});
