/** onnxruntime as the judge: inferred types are the computed ones, folded numbers are the computed ones. */
import fc from 'fast-check';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { allocate, elementCount, fromNumbers, Rng, tensor } from '@palimpsest/tensor';
import type { DataType, Tensor } from '@palimpsest/tensor';
import { GraphBuilder } from './builder/graph-builder.js';
import { exportModel } from './export/export-model.js';
import type { Value } from './graph/value.js';
import { formatType } from './graph/value.js';
import { foldCases } from './fold/fold.cases.js';
import { knownOperators } from './shape/roster.js';
import { shapeCases, withoutRuntimeCase } from './shape/shape.cases.js';

async function run(g: GraphBuilder, feeds: ReadonlyMap<string, Tensor>): Promise<Record<string, OrtTensor>> {
  const session = await InferenceSession.create(exportModel(g.build()), {
    graphOptimizationLevel: 'disabled',
    logSeverityLevel: 4,
    intraOpNumThreads: 1,
  });
  try {
    const entries = [...feeds].map(([name, t]) => [
      name,
      new OrtTensor(t.dtype as 'float32', t.data as Float32Array, t.dims),
    ]);
    return await session.run(Object.fromEntries(entries) as Record<string, OrtTensor>);
  } finally {
    await session.release();
  }
}

/** Positive and below 1 for floats (every unary function is defined there), small for integers. */
function random(rng: Rng, dtype: DataType, dims: readonly number[]): Tensor {
  const data = allocate(dtype, elementCount(dims));
  for (let i = 0; i < data.length; i++) {
    const item = dtype.startsWith('float')
      ? 0.05 + 0.9 * rng.uniform()
      : dtype === 'bool'
        ? rng.integer(2)
        : 1 + rng.integer(5);
    (data as unknown[])[i] = dtype === 'int64' ? BigInt(item) : item;
  }
  return tensor(dtype, dims, data);
}

class Feeder {
  readonly feeds = new Map<string, Tensor>();
  readonly #rng = new Rng('shapes');
  constructor(readonly g: GraphBuilder) {}
  readonly input = (dims: readonly number[], dtype: DataType = 'float32'): Value => {
    const name = `x${this.feeds.size}`;
    this.feeds.set(name, random(this.#rng, dtype, dims));
    return this.g.input(name, dtype, dims);
  };
}

describe('shape rules against onnxruntime', () => {
  it.each(Object.entries(shapeCases))('%s', async (_, shapeCase) => {
    const g = new GraphBuilder();
    const feeder = new Feeder(g);
    const outputs = shapeCase(g, feeder.input).map((value, i) => g.output(value, `y${i}`));
    if (outputs.length === 0) return;
    const results = await run(g, feeder.feeds);
    const computed = outputs.map(({ name }) => `${results[name]?.type}[${results[name]?.dims.join(', ')}]`);
    expect(computed).toEqual(outputs.map(formatType));
  });

  it('has a case for every operator', () => {
    expect([...Object.keys(shapeCases), ...withoutRuntimeCase].sort()).toEqual([...knownOperators]);
  });
});

describe('folding against onnxruntime', () => {
  it.each(Object.entries(foldCases))('%s', async (_, foldCase) => {
    const g = new GraphBuilder();
    const feeds = new Map<string, Tensor>();
    const fed = foldCase(g, (dtype, dims, values) => {
      const name = `x${feeds.size}`;
      feeds.set(name, fromNumbers(dtype, dims, values));
      return g.input(name, dtype, dims);
    });
    const folded = foldCase(g, (dtype, dims, values) => g.constant(null, fromNumbers(dtype, dims, values)));
    const data = folded.map((value) => g.constantData(value));
    const outputs = fed.map((value, i) => g.output(value, `y${i}`));
    const results = await run(g, feeds);
    const computed = outputs.map(({ name }) => results[name]);
    expect(data.map((t) => t && { dims: [...t.dims], data: t.data })).toEqual(
      computed.map((t) => t && { dims: [...t.dims], data: t.data }),
    );
  });
});

describe('random graphs against onnxruntime', () => {
  it('infers the type of every value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
        const g = new GraphBuilder();
        const feeder = new Feeder(g);
        grow(g, feeder, new Rng(seed));
        const results = await run(g, feeder.feeds);
        for (const output of g.outputs) {
          expect(`${results[output.name]?.type}[${results[output.name]?.dims.join(', ')}]`).toBe(formatType(output));
        }
      }),
      { numRuns: 60, seed: 20260101 },
    );
  });
});

/** A dozen random steps over what is there already; every value becomes an output. */
function grow(g: GraphBuilder, feeder: Feeder, rng: Rng): void {
  const dims = () => Array.from({ length: 1 + rng.integer(3) }, () => 1 + rng.integer(4));
  const pool: Value[] = [feeder.input(dims()), feeder.input(dims())];
  const steps: readonly ((x: Value) => Value)[] = [
    (x) => g.add(x, g.reduceMean(x, [rng.integer(x.shape.length)])),
    (x) => g.mul(x, g.scalar(0.5)),
    (x) => g.transpose(x, rng.shuffle(x.shape.map((_, i) => i))),
    (x) => g.reshape(x, [-1, x.shape.at(-1) as number]),
    (x) => g.matMul(g.unsqueeze(x, [0]), feeder.input([x.shape.at(-1) as number, 1 + rng.integer(3)])),
    (x) => g.concat([x, x], rng.integer(x.shape.length)),
    (x) => g.slice(x, rng.integer(x.shape.length), rng.integer(3) - 2, rng.integer(5) - 1, rng.pick([1, 2, -1])),
    (x) => g.softmax(x),
    (x) => g.reduceSum(x, [rng.integer(x.shape.length)], rng.integer(2) === 0),
    (x) => g.expand(x, [2, ...x.shape.map(() => 1)]),
    (x) => g.gather(x, [0, -1], 0),
    (x) => g.pad(x, [...x.shape.map(() => 1), ...x.shape.map(() => 0)]),
    (x) => g.where(g.greater(x, 0.5), x, g.neg(x)),
    (x) => g.op1('Tile', [x, g.ints(x.shape.map(() => 1 + rng.integer(2)))]),
    (x) => g.unsqueeze(x, [x.shape.length]),
  ];
  for (let i = 0; i < 12; i++) {
    const x = rng.pick(pool.filter((value) => value.shape.length > 0 && value.shape.every((dim) => Number(dim) > 0)));
    if (elementCount(x.shape as number[]) < 500) pool.push(rng.pick(steps)(x));
  }
  pool.forEach((value, i) => g.output(value, `y${i}`));
}
