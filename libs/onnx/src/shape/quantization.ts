/** Shape rules of quantized operators, so that quantized exports can at least be read and reported on. */
import { matrixProduct } from './linear.js';
import type { ShapeRule } from './shape-rule.js';

const QuantizeLinear: ShapeRule = (c) => {
  const dtype = c.optional(2)?.dtype ?? 'uint8';
  return [{ dtype, shape: c.input(0).shape }];
};

const DequantizeLinear: ShapeRule = (c) => [{ dtype: c.input(1).dtype, shape: c.input(0).shape }];

const DynamicQuantizeLinear: ShapeRule = (c) => [
  { dtype: 'uint8', shape: c.input(0).shape },
  { dtype: 'float32', shape: [] },
  { dtype: 'uint8', shape: [] },
];

const MatMulInteger: ShapeRule = (c) => [
  { dtype: 'int32', shape: matrixProduct(c, c.input(0).shape, c.input(1).shape) },
];

/** A [.., K] × packed B [N, blocks, bytes] → [.., N]. */
const MatMulNBits: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  if (shape.at(-1) !== c.int('K')) c.fail(`the last dim is not K = ${c.int('K')}`);
  return [{ dtype, shape: shape.with(-1, c.int('N')) }];
};

export const quantization = {
  ...{ QuantizeLinear, DequantizeLinear, DynamicQuantizeLinear, MatMulInteger },
} satisfies Record<string, ShapeRule>;
export const microsoftQuantization = { 'com.microsoft.MatMulNBits': MatMulNBits } satisfies Record<string, ShapeRule>;
