/** Shape rules of operators that make tensors out of shapes, ranges and attributes. */
import { dataTypeOfCode } from '../format/data-type-code.js';
import { subtractDims } from '../graph/dimension.js';
import { constantTensor } from './constant-node.js';
import type { ShapeContext, ShapeRule } from './shape-rule.js';

const Constant: ShapeRule = (c) => {
  const data = constantTensor((name) => c.attribute(name)) ?? c.fail('has no value attribute we can read');
  return [{ dtype: data.dtype, shape: data.dims }];
};

const ConstantOfShape: ShapeRule = (c) => {
  const value = c.attribute('value');
  const dtype = value?.kind === 'tensor' ? value.value.dtype : 'float32';
  const shape = c.elements(0);
  if (shape) return [{ dtype, shape }];
  const [rank] = c.input(0).shape;
  if (typeof rank !== 'number') return c.fail('not even the rank of the result is known');
  return [{ dtype, shape: Array.from({ length: rank }, () => c.unknown()) }];
};

const Shape: ShapeRule = (c) => {
  const rank = c.input(0).shape.length;
  const bound = (value: number) => Math.min(Math.max(value < 0 ? value + rank : value, 0), rank);
  const length = bound(c.int('end', rank)) - bound(c.int('start', 0));
  return [{ dtype: 'int64', shape: [Math.max(0, length)] }];
};

const Size: ShapeRule = () => [{ dtype: 'int64', shape: [] }];

/** max(⌈(limit − start) / delta⌉, 0) elements. */
const Range: ShapeRule = (c) => {
  const { dtype } = c.input(0);
  const bounds = [0, 1, 2].map((i) => c.elements(i)?.[0] ?? c.floats(i)?.[0]);
  const [start, limit, delta] = bounds;
  if (start === undefined || limit === undefined || delta === undefined) return [{ dtype, shape: [c.unknown()] }];
  if (typeof start === 'number' && typeof limit === 'number' && typeof delta === 'number') {
    if (delta === 0) c.fail('delta is 0');
    return [{ dtype, shape: [Math.max(0, Math.ceil((limit - start) / delta))] }];
  }
  return [{ dtype, shape: [delta === 1 ? subtractDims(limit, start) : c.unknown()] }];
};

const EyeLike: ShapeRule = (c) => {
  if (c.input(0).shape.length !== 2) c.fail('takes a matrix');
  return like(c);
};

/** Shape of the input; type of the attribute `dtype` when there is one. */
function like(c: ShapeContext) {
  const { dtype, shape } = c.input(0);
  const code = c.int('dtype', 0);
  const asked = code === 0 ? dtype : dataTypeOfCode(code);
  return [{ dtype: asked ?? c.fail(`dtype ${code} is no supported data type`), shape }];
}

export const generation = {
  ...{ Constant, ConstantOfShape, Shape, Size, Range, EyeLike },
  ...{ Bernoulli: like, RandomNormalLike: like, RandomUniformLike: like },
} satisfies Record<string, ShapeRule>;
