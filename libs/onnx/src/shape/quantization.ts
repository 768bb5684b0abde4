/** Shape rules of quantized operators, so that quantized exports can at least be read and reported on. */
import { dataTypeOfCode } from '../format/data-type-code.js';
import { multiplyDims } from '../graph/dimension.js';
import { matrixProduct } from './linear.js';
import { dimAt, normalAxis } from './shape-rule.js';
import type { ShapeRule } from './shape-rule.js';

/** The zero point or the attribute output_dtype says which integers. */
const QuantizeLinear: ShapeRule = (c) => {
  const dtype = c.optional(2)?.dtype ?? dataTypeOfCode(c.int('output_dtype', 0)) ?? 'uint8';
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

/** Rows of a quantized table; bytes hold 8 / bits numbers each. */
const GatherBlockQuantized: ShapeRule = (c) => {
  const [data, indices] = [c.input(0), c.input(1)];
  const axis = normalAxis(c, c.int('gather_axis', 0), data.shape.length);
  const perItem = data.dtype === 'uint8' ? 8 / c.int('bits', 4) : 1;
  const whole = data.shape.with(-1, multiplyDims(dimAt(data.shape, -1), perItem));
  const shape = [...whole.slice(0, axis), ...indices.shape, ...whole.slice(axis + 1)];
  return [{ dtype: c.input(2).dtype, shape }];
};

export const quantization = {
  ...{ QuantizeLinear, DequantizeLinear, DynamicQuantizeLinear, MatMulInteger },
} satisfies Record<string, ShapeRule>;
/** A × stored B; floats like A or its scale. */
const quantizedProduct =
  (scaleIndex: number): ShapeRule =>
  (c) => [{ dtype: c.input(scaleIndex).dtype, shape: matrixProduct(c, c.input(0).shape, c.input(1).shape) }];

export const microsoftQuantization = {
  'com.microsoft.DynamicQuantizeMatMul': quantizedProduct(0),
  'com.microsoft.MatMulIntegerToFloat': quantizedProduct(2),
  'com.microsoft.GatherBlockQuantized': GatherBlockQuantized,
  'com.microsoft.MatMulNBits': MatMulNBits,
} satisfies Record<string, ShapeRule>;
