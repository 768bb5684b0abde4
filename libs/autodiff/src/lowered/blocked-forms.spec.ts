import { GraphBuilder, lowerGraph, type Value } from '@palimpsest/onnx';
import { fromNumbers, tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { gradient } from '../gradient-graph.js';
import { microsoft } from './lowered-case.js';

type Build = (g: GraphBuilder, x: Value) => Value;

/** What asking for a gradient through the lowered graph says. */
function said(build: Build, prepare: typeof lowerGraph = lowerGraph): string {
  const part = new GraphBuilder();
  part.output(build(part, part.input('x', 'float32', [2, 32])), 'y');
  const g = new GraphBuilder();
  const x = g.input('x', 'float32', [2, 32]);
  const { y } = g.inline(prepare(part.build()), { x }, 'part/');
  try {
    gradient(g, g.reduceSum(g.mul(y!, x), null, false), [x]); // the other factor always has a gradient
    return 'nothing';
  } catch (error) {
    return (error as Error).message;
  }
}

const quantized =
  (bits: number): Build =>
  (g, x) => {
    const weights = g.constant('w', tensor('uint8', [32, 2, 2 * bits], new Uint8Array(32 * 4 * bits)));
    const scales = g.constant('s', fromNumbers('float32', [32, 2], Array<number>(64).fill(1)));
    const attributes = { K: 32, N: 32, bits, block_size: 16 };
    return g.op1('MatMulNBits', [x, weights, scales], attributes, { ...microsoft, name: 'linear' });
  };
const heads =
  (num_heads: number): Build =>
  (g, x) =>
    g.squeeze(
      g.op1(
        'MultiHeadAttention',
        Array<Value>(3).fill(g.unsqueeze(x, [0])),
        { num_heads },
        { ...microsoft, name: 'mha' },
      ),
      [0],
    );
const withoutDequantization: Build = (g, x) =>
  g.cast(g.op1('QuantizeLinear', [x, g.scalar(0.1)], {}, { name: 'round' }), 'float32');
const otherScale: Build = (g, x) =>
  g.op1('DequantizeLinear', [g.op1('QuantizeLinear', [x, g.scalar(0.1)], {}, { name: 'round' }), g.scalar(0.2)]);

describe('a form without a lowering', () => {
  it.each([
    ['an attribute', quantized(2), /MatMulNBits ‹part\/linear› \(attribute bits is 2; 4 and 8 are supported\)/],
    ['sizes that do not divide', heads(5), /‹part\/mha› \(the width of one of 5 heads would be 6\.4\)/],
    ['half of a pattern', withoutDequantization, /QuantizeLinear ‹part\/round› \(it is lowered only in Quant/],
    ['a pattern with two scales', otherScale, /QuantizeLinear ‹part\/round› \(it is lowered only in Quant/],
  ])('is blocked by name, never silently zero: %s', (_, build, message) => {
    expect(said(build)).toMatch(message);
  });

  it('is told from a graph that nobody lowered', () => {
    expect(said(quantized(4))).toBe('nothing');
    expect(said(quantized(4), (graph) => graph)).toMatch(/‹part\/linear› \(lower the graph first/);
  });
});
