/** Shape rules of gathers, scatters and selections. */
import type { Dim, Shape } from '../graph/value.js';
import { dimAt, normalAxis, unifyDims } from './shape-rule.js';
import type { ShapeContext, ShapeRule } from './shape-rule.js';

const Gather: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const indices = indexInput(c, 1);
  const axis = normalAxis(c, c.int('axis', 0), shape.length);
  return [{ dtype, shape: [...shape.slice(0, axis), ...indices, ...shape.slice(axis + 1)] }];
};

const GatherElements: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const indices = indexInput(c, 1);
  if (indices.length !== shape.length) c.fail('data and indices must have equal rank');
  normalAxis(c, c.int('axis', 0), shape.length);
  return [{ dtype, shape: indices }];
};

/** indices [.., k] pick sub-tensors by k coordinates, after `batch_dims` shared axes. */
const GatherND: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const indices = indexInput(c, 1);
  const batch = c.int('batch_dims', 0);
  const depth = indices.at(-1);
  if (typeof depth !== 'number') return c.fail('the last dim of indices must be a number');
  if (batch + depth > shape.length) c.fail(`${depth} coordinates for ${shape.length - batch} axes`);
  for (let i = 0; i < batch; i++) unifyDims(c, dimAt(shape, i), dimAt(indices, i), `batch dim ${i}`);
  return [{ dtype, shape: [...indices.slice(0, -1), ...shape.slice(batch + depth)] }];
};

const ScatterElements: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const [indices, updates] = [indexInput(c, 1), c.input(2)];
  if (updates.dtype !== dtype) c.fail(`updates are ${updates.dtype}, the data ${dtype}`);
  if (indices.length !== shape.length || updates.shape.length !== shape.length) c.fail('all ranks must be equal');
  indices.forEach((dim, i) => unifyDims(c, dim, dimAt(updates.shape, i), `dim ${i} of indices and updates`));
  normalAxis(c, c.int('axis', 0), shape.length);
  return [{ dtype, shape }];
};

const ScatterND: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const [indices, updates] = [indexInput(c, 1), c.input(2)];
  if (updates.dtype !== dtype) c.fail(`updates are ${updates.dtype}, the data ${dtype}`);
  const depth = indices.at(-1);
  if (typeof depth === 'number') {
    const expected: Shape = [...indices.slice(0, -1), ...shape.slice(depth)];
    if (expected.length !== updates.shape.length) c.fail(`updates must be [${expected.join(', ')}]`);
    expected.forEach((dim, i) => unifyDims(c, dim, dimAt(updates.shape, i), `dim ${i} of updates`));
  }
  return [{ dtype, shape }];
};

/** A new axis of `depth`, holding values[1] at the index and values[0] elsewhere. */
const OneHot: ShapeRule = (c) => {
  const { shape } = c.input(0);
  const [depth = c.unknown()] = c.elements(1) ?? [];
  const axis = normalAxis(c, c.int('axis', -1), shape.length + 1);
  return [{ dtype: c.input(2).dtype, shape: shape.toSpliced(axis, 0, depth) }];
};

/** The number of hits is known at run time only. */
const NonZero: ShapeRule = (c) => [{ dtype: 'int64', shape: [c.input(0).shape.length, c.unknown()] }];

const TopK: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const [k = c.unknown()]: readonly Dim[] = c.elements(1) ?? [];
  const result = shape.with(normalAxis(c, c.int('axis', -1), shape.length), k);
  return [
    { dtype, shape: result },
    { dtype: 'int64', shape: result },
  ];
};

function indexInput(c: ShapeContext, index: number): Shape {
  const { dtype, shape } = c.input(index);
  if (dtype !== 'int64' && dtype !== 'int32') c.fail(`indices are ${dtype}, not int64 or int32`);
  return shape;
}

export const indexing = {
  ...{ Gather, GatherElements, GatherND, ScatterElements, ScatterND, OneHot, NonZero, TopK },
} satisfies Record<string, ShapeRule>;
