import { openSession } from '@palimpsest/runtime';
import { fromNumbers, Rng, tensor, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../builder/graph-builder.js';
import type { Value } from '../graph/value.js';
import { sliceEarly } from './slice-early.js';

const [batch, rows, width, words] = [2, 7, 4, 9];
const [start, end] = [4, 6];

function random(dims: readonly number[], seed: string): Tensor {
  const rng = new Rng(seed);
  const count = dims.reduce((product, dim) => product * dim, 1);
  return fromNumbers(
    'float32',
    dims,
    Array.from({ length: count }, () => rng.uniform() + 0.5),
  );
}

type Build = (g: GraphBuilder, x: Value) => Value;
const weight = (g: GraphBuilder, dims: readonly number[]) => g.constant(null, random(dims, dims.join()));

/** A slice of `build`'s result along axis 1, taken late and taken early. */
async function compare(build: Build): Promise<{ late: Tensor; early: Tensor; graph: GraphBuilder }> {
  const g = new GraphBuilder();
  const x = g.input('x', 'float32', [batch, rows, width]);
  const late = g.output(g.slice(build(g, x), 1, start, end), 'late');
  const early = g.output(sliceEarly(g, build(g, x), 1, start, end), 'early');
  const session = await openSession({ graph: g });
  try {
    const results = await session.run({ x: random([batch, rows, width], 'x') });
    return { late: results[late.name] as Tensor, early: results[early.name] as Tensor, graph: g };
  } finally {
    await session.close();
  }
}

const rootMeanSquare: Build = (g, x) => {
  const scale = g.sqrt(g.add(g.reduceMean(g.mul(x, x), [-1]), 1e-6));
  return g.mul(g.div(x, scale), weight(g, [width]));
};
const attention: Build = (g, x) => {
  const scores = g.add(g.matMul(x, g.transposeLast(x)), weight(g, [rows, rows]));
  return g.matMul(g.softmax(scores), x);
};

const cases: readonly (readonly [string, Build])[] = [
  ['a linear head behind a norm', (g, x) => g.matMul(rootMeanSquare(g, x), weight(g, [width, words]))],
  ['rows of attention', attention],
  ['softmax over columns', (g, x) => g.softmax(g.mul(x, weight(g, [1, 1, width])))],
  ['a norm and a gate', (g, x) => g.mul(g.sigmoid(x), g.layerNormalization(x, weight(g, [width]), null))],
  ['heads split and joined', (g, x) => joined(g, g.transpose(g.reshape(x, [batch, rows, 2, 2]), [0, 2, 1, 3]))],
  ['axes swapped twice', (g, x) => g.transposeLast(g.exp(g.transposeLast(x)))],
  ['a choice', (g, x) => g.where(g.greater(x, 1), x, g.clip(x, 0, 0.75))],
  ['rows that mix: a mean over them', (g, x) => g.sub(x, g.reduceMean(x, [1]))],
  ['rows that mix: softmax over them', (g, x) => g.softmax(x, 1)],
];

const joined: Build = (g, heads) => g.reshape(g.transpose(heads, [0, 2, 1, 3]), [batch, rows, width]);

describe('sliceEarly', () => {
  it.each(cases)('changes no number: %s', async (_, build) => {
    const { late, early } = await compare(build);
    expect(early.dims).toEqual(late.dims);
    const wrong = Array.from(early.data as Float32Array).filter(
      (value, at) => !(Math.abs(value - Number(late.data[at])) < 1e-6 * Math.abs(value)),
    );
    expect(wrong).toEqual([]);
  });

  it('runs the head on the rows that are wanted', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', [batch, rows, width]);
    const all = g.matMul(rootMeanSquare(g, x), weight(g, [width, words]));
    g.output(sliceEarly(g, all, 1, start, end), 'logits');
    const { nodes } = g.build();
    expect(nodes.filter(({ opType }) => opType === 'Slice')).toHaveLength(1);
    expect(nodes.filter(({ opType }) => opType === 'MatMul').map(({ outputs }) => outputs[0]?.shape)).toEqual([
      [batch, end - start, words],
    ]);
  });

  it('leaves alone what somebody else needs whole', () => {
    const g = new GraphBuilder();
    const hidden = g.exp(g.input('x', 'float32', [batch, rows, width]));
    const all = g.matMul(hidden, weight(g, [width, words]));
    g.output(g.reduceSum(hidden), 'sum');
    g.output(sliceEarly(g, all, 1, start, end), 'logits');
    expect(
      g
        .build()
        .nodes.filter(({ opType }) => opType === 'Exp')
        .map(({ outputs }) => outputs[0]?.shape),
    ).toEqual([[batch, rows, width]]);
  });

  it('keeps an output of the graph whole', () => {
    const g = new GraphBuilder();
    const all = g.output(g.exp(g.input('x', 'float32', [batch, rows, width])), 'all');
    const part = sliceEarly(g, all, 1, start, end);
    expect(g.producer(part)?.opType).toBe('Slice');
  });

  it('counts axes from the end and takes an open end', async () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', [3]);
    g.output(sliceEarly(g, g.neg(x), -1, 1, Infinity), 'y');
    const session = await openSession({ graph: g });
    const { y } = await session.run({ x: tensor('float32', [3], Float32Array.of(1, 2, 3)) });
    await session.close();
    expect(y?.data).toEqual(Float32Array.of(-2, -3));
  });
});
