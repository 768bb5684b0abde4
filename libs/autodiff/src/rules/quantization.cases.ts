/** Gradient-check cases of dequantization, by its scales. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { positive, single, type RuleCase } from './rule-cases.js';

const stored = (g: GraphBuilder, dims: readonly number[]): Value => {
  const count = dims.reduce((product, dim) => product * dim, 1);
  return g.constant(
    null,
    fromNumbers(
      'uint8',
      dims,
      Array.from({ length: count }, (_, at) => (at * 7) % 20),
    ),
  );
};

const scaled = (title: string, scale: readonly number[], attributes = {}, zero = false): RuleCase => ({
  op: 'DequantizeLinear',
  title,
  precision: 'float32',
  inputs: { s: single(scale, positive) },
  build: (g, { s }) => {
    if ('block_size' in attributes) g.requireOpset(21);
    const inputs = [stored(g, [2, 6]), s as Value, ...(zero ? [stored(g, scale)] : [])];
    return g.mul(g.op1('DequantizeLinear', inputs, attributes), 0.1);
  },
});

export const quantizationCases: readonly RuleCase[] = [
  scaled('one scale', []),
  scaled('a list of one', [1], { axis: 0 }),
  scaled('per row', [2], { axis: 0 }, true),
  scaled('per column', [6], { axis: -1 }),
  scaled('blocks of columns', [2, 3], { axis: 1, block_size: 2 }, true),
];
