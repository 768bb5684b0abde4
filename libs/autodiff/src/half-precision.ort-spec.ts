/** Graphs of float16: what widening them makes of values and of gradients that half precision cannot hold. */
import { GraphBuilder, importGraph, toModel, widenGraph, type Graph, type Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { fromNumbers, Rng, toNumbers, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { gradient } from './gradient-graph.js';

const rng = new Rng('halves');
const numbers = (count: number) => Array.from({ length: count }, () => rng.normal());
const [weights, offset, pixels] = [numbers(48), numbers(6), fromNumbers('float32', [4, 8], numbers(32))];

/** tanh(x·W + b)·½ under the names that float16 exports have; W is a stored weight, ½ may be folded. */
function layer(dtype: 'float16' | 'float32', rounded: (values: readonly number[]) => readonly number[]): Graph {
  const g = new GraphBuilder();
  const x = g.input('x', dtype, ['batch', 8]);
  const w = g.constant('w', fromNumbers(dtype, [8, 6], rounded(weights)));
  const b = g.op1('CastLike', [g.cast(g.constant('b', fromNumbers(dtype, [6], rounded(offset))), 'float32'), x]);
  g.output(g.mul(g.op1('Tanh', [g.add(g.matMul(x, w), b)]), 0.5), 'y');
  return g.build();
}

const half = layer('float16', (values) => values);
const halves = (values: readonly number[]) => toNumbers(fromNumbers('float16', [values.length], values));
const single = layer('float32', halves);

/** A loss far below one, as that of one pixel among millions is, and its slope. */
async function differentiated(graph: Graph, size: number): Promise<{ loss: number; slope: number[] }> {
  const g = new GraphBuilder();
  const x = g.input('x', 'float32', [4, 8]);
  const isHalf = graph.inputs[0]?.dtype === 'float16';
  const y = g.inline(graph, { x: isHalf ? g.cast(x, 'float16') : x }, 'model/')['y'] as Value;
  const loss = g.mul(g.reduceSum(isHalf ? g.cast(y, 'float32') : y, null, false), size);
  g.output(loss, 'loss');
  for (const slope of gradient(g, loss, [x])) g.output(slope, 'slope');
  const session = await openSession({ graph: g });
  const results = (await session.run({ x: pixels })) as Record<'loss' | 'slope', Tensor>;
  await session.close();
  return { loss: Number(results.loss.data[0]), slope: toNumbers(results.slope) };
}

describe('widenGraph', () => {
  it('leaves float16 to stored weights, and inputs and outputs to float32', () => {
    const { inputs, outputs, constants, nodes } = widenGraph(half);
    const made = nodes.flatMap((node) => node.outputs);
    expect([...inputs, ...outputs, ...made].filter((value) => value?.dtype === 'float16')).toEqual([]);
    expect(constants.filter(({ value }) => value.dtype === 'float16').map(({ value }) => value.name)).toEqual([
      'w',
      'b',
    ]);
    expect(importGraph(toModel(widenGraph(half))).nodes.length).toBe(nodes.length);
  });

  it('gives graphs back that hold no float16', () => {
    expect(widenGraph(single)).toBe(single);
  });

  it('computes with rounded weights what float32 does', async () => {
    expect(await differentiated(widenGraph(half), 1)).toEqual(await differentiated(single, 1));
  });

  it('keeps a gradient that underflows in float16', async () => {
    const expected = await differentiated(single, 1e-9);
    expect((await differentiated(half, 1)).slope.filter((x) => x !== 0).length).toBe(32);
    expect((await differentiated(half, 1e-9)).slope.filter((x) => x !== 0)).toEqual([]);
    expect(expected.slope.filter((x) => x !== 0).length).toBe(32);
    expect(await differentiated(widenGraph(half), 1e-9)).toEqual(expected);
  });
});
