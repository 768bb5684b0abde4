/** Shape rules of operators that move elements without computing: reshape, transpose, expand, concat, split, pad. */
import { addDims, divideDims, multiplyDims, productOfDims, subtractDims } from '../graph/dimension.js';
import type { Dim, Shape } from '../graph/value.js';
import { broadcastShapes } from './broadcast.js';
import { dimAt, normalAxis, unifyDims } from './shape-rule.js';
import type { ShapeContext, ShapeRule, TypedShape } from './shape-rule.js';

/** 0 keeps the dim (unless allowzero), −1 takes what is left. */
const Reshape: ShapeRule = (c) => {
  const x = c.input(0);
  const wanted = c.elements(1);
  if (wanted === undefined) return [{ dtype: x.dtype, shape: unknownShape(c, lengthOf(c, 1)) }];
  const keepZero = c.int('allowzero', 0) === 1;
  const shape = wanted.map((dim, i) =>
    dim !== 0 || keepZero ? dim : (x.shape[i] ?? c.fail(`dim ${i} is 0 (keep) but the input has no dim ${i}`)),
  );
  const open = shape.indexOf(-1);
  if (open !== shape.lastIndexOf(-1)) c.fail('only one dim may be -1');
  if (shape.some((dim) => typeof dim === 'number' && dim < -1)) c.fail(`[${shape.join(', ')}] has a negative dim`);
  if (open >= 0) shape[open] = remaining(c, x.shape, shape.toSpliced(open, 1));
  const [before, after] = [productOfDims(x.shape), productOfDims(shape)];
  if (typeof before === 'number' && typeof after === 'number' && before !== after) {
    c.fail(`${before} elements do not fit [${shape.join(', ')}] with ${after}`);
  }
  return [{ dtype: x.dtype, shape }];
};

function remaining(c: ShapeContext, source: Shape, others: Shape): Dim {
  const [total, known] = [productOfDims(source), productOfDims(others)];
  if (known === 0) return 0;
  if (typeof total === 'number' && typeof known === 'number' && total % known !== 0) {
    c.fail(`${total} elements are not divisible by ${known}`);
  }
  return divideDims(total, known);
}

/** Length of a 1-D shape input; fails when even that is unknown. */
function lengthOf(c: ShapeContext, index: number): number {
  const [length] = c.input(index).shape;
  return typeof length === 'number' ? length : c.fail(`not even the rank of the result is known (input ${index})`);
}

function unknownShape(c: ShapeContext, rank: number): Shape {
  return Array.from({ length: rank }, () => c.unknown());
}

const Transpose: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const perm = c.ints('perm') ?? shape.map((_, i) => shape.length - 1 - i);
  if (perm.length !== shape.length || new Set(perm).size !== perm.length) {
    c.fail(`perm [${perm.join(', ')}] is no permutation of ${shape.length} axes`);
  }
  return [{ dtype, shape: perm.map((axis) => dimAt(shape, normalAxis(c, axis, shape.length))) }];
};

const Expand: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const wanted = c.elements(1);
  if (wanted === undefined) return [{ dtype, shape: unknownShape(c, Math.max(shape.length, lengthOf(c, 1))) }];
  return [{ dtype, shape: broadcastShapes(shape, wanted) ?? c.fail(`cannot expand to [${wanted.join(', ')}]`) }];
};

const Concat: ShapeRule = (c) => {
  const first = c.input(0);
  const axis = normalAxis(c, c.int('axis'), first.shape.length);
  const shape = [...first.shape];
  for (let i = 1; i < c.inputCount; i++) {
    const next = c.input(i);
    if (next.dtype !== first.dtype) c.fail(`parts are ${first.dtype} and ${next.dtype}; cast one of them`);
    if (next.shape.length !== shape.length) c.fail(`parts have ranks ${shape.length} and ${next.shape.length}`);
    next.shape.forEach((dim, d) => {
      const own = dimAt(shape, d);
      shape[d] = d === axis ? addDims(own, dim) : unifyDims(c, own, dim, `dim ${d} of part ${i}`);
    });
  }
  return [{ dtype: first.dtype, shape }];
};

const Split: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const axis = normalAxis(c, c.int('axis', 0), shape.length);
  const total = dimAt(shape, axis);
  const sizes = c.optional(1) ? c.elements(1) : equalParts(c, total, c.int('num_outputs', c.outputCount));
  const parts = sizes ?? unknownShape(c, lengthOf(c, 1));
  const sum = parts.reduce(addDims, 0);
  if (typeof sum === 'number' && typeof total === 'number' && sum !== total)
    c.fail(`parts add up to ${sum}, not ${total}`);
  if (c.outputCount !== parts.length) c.fail(`${parts.length} parts for ${c.outputCount} outputs`);
  return parts.map((size) => ({ dtype, shape: shape.with(axis, size) }));
};

/** All parts ⌈n/k⌉ long, the last one shorter when k does not divide n. */
function equalParts(c: ShapeContext, total: Dim, count: number): readonly Dim[] {
  if (typeof total === 'string') return Array.from({ length: count }, () => divideDims(total, count));
  const size = Math.ceil(total / count);
  const parts = Array.from({ length: count }, (_, i) => Math.min(size, total - i * size));
  return parts.every((part) => part >= 0) ? parts : c.fail(`${total} cannot be split into ${count}`);
}

const Slice: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const [starts, ends, steps] = [c.elements(1), c.elements(2), c.optional(4) ? c.integers(4) : []];
  const axes = c.optional(3) ? c.integers(3) : Array.from({ length: lengthOf(c, 1) }, (_, i) => i);
  if (axes === undefined) return [{ dtype, shape: unknownShape(c, shape.length) }];
  const result = [...shape];
  axes.forEach((axis, i) => {
    const at = normalAxis(c, axis, shape.length);
    const [start, end, step] = [starts?.[i], ends?.[i], steps === undefined ? undefined : (steps[i] ?? 1)];
    const known = start !== undefined && end !== undefined && step !== undefined;
    result[at] = known ? slicedDim(c, dimAt(shape, at), start, end, step) : c.unknown();
  });
  return [{ dtype, shape: result }];
};

function slicedDim(c: ShapeContext, dim: Dim, start: Dim, end: Dim, step: number): Dim {
  if (step === 0) c.fail('a step is 0');
  if (typeof dim === 'number' && typeof start === 'number' && typeof end === 'number') {
    return sliceLength(dim, start, end, step);
  }
  if (step !== 1) return c.unknown();
  // Symbols: bounds are taken to lie inside the dim, as every exporter's do.
  const last = typeof end === 'number' && end > 2 ** 31 - 2 ? dim : fromEnd(end, dim);
  if (typeof start === 'number' && start < 0 && last === dim) return -start;
  return subtractDims(last, fromEnd(start, dim));
}

function fromEnd(index: Dim, dim: Dim): Dim {
  return typeof index === 'number' && index < 0 ? addDims(dim, index) : index;
}

/** Elements that x[start:end:step] takes of `dim`, with ONNX's clamping. */
export function sliceLength(dim: number, start: number, end: number, step: number): number {
  const [low, high] = step > 0 ? [0, dim] : [-1, dim - 1];
  const clamp = (index: number, floor: number) => Math.min(Math.max(index < 0 ? index + dim : index, floor), high);
  const first = clamp(start, 0);
  const last = end < -dim ? low : clamp(end, low);
  return Math.max(0, Math.ceil((last - first) / step));
}

const Unsqueeze: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const axes = c.integers(1) ?? c.fail('axes must be constant');
  const rank = shape.length + axes.length;
  const added = new Set(axes.map((axis) => normalAxis(c, axis, rank)));
  if (added.size !== axes.length) c.fail(`axes [${axes.join(', ')}] repeat`);
  const rest = [...shape];
  return [{ dtype, shape: Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : (rest.shift() ?? 1))) }];
};

const Squeeze: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const given = c.optional(1) ? (c.integers(1) ?? c.fail('axes must be constant')) : undefined;
  const axes = given?.map((axis) => normalAxis(c, axis, shape.length));
  for (const axis of axes ?? []) {
    const dim = dimAt(shape, axis);
    if (typeof dim === 'number' && dim !== 1) c.fail(`dim ${axis} is ${dim}, not 1`);
  }
  return [{ dtype, shape: shape.filter((dim, i) => (axes ? !axes.includes(i) : dim !== 1)) }];
};

/** To a matrix: the axes before `axis`, and the rest. */
const Flatten: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const axis = c.int('axis', 1);
  const at = axis < 0 ? axis + shape.length : axis;
  if (at < 0 || at > shape.length) c.fail(`axis ${axis} is outside rank ${shape.length}`);
  return [{ dtype, shape: [productOfDims(shape.slice(0, at)), productOfDims(shape.slice(at))] }];
};

const Tile: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const repeats = c.elements(1);
  if (repeats && repeats.length !== shape.length) c.fail(`${repeats.length} repeats for ${shape.length} axes`);
  return [{ dtype, shape: shape.map((dim, i) => (repeats ? multiplyDims(dim, dimAt(repeats, i)) : c.unknown())) }];
};

/** pads = [begins…, ends…] over `axes` (all when left out); negative pads crop. */
const Pad: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const axes = c.optional(3) ? c.integers(3) : shape.map((_, i) => i);
  const pads = c.elements(1);
  if (!pads || !axes) return [{ dtype, shape: unknownShape(c, shape.length) }];
  if (pads.length !== 2 * axes.length) c.fail(`${pads.length} pads for ${axes.length} axes`);
  const result = [...shape];
  axes.forEach((axis, i) => {
    const at = normalAxis(c, axis, shape.length);
    result[at] = addDims(dimAt(shape, at), addDims(dimAt(pads, i), dimAt(pads, i + axes.length)));
  });
  if (result.some((dim) => typeof dim === 'number' && dim < 0)) c.fail('pads crop more than there is');
  return [{ dtype, shape: result }];
};

const Trilu: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  if (shape.length < 2) c.fail('takes matrices');
  return [{ dtype, shape }];
};

const DepthToSpace: ShapeRule = (c) => blocks(c, c.int('blocksize'));
const SpaceToDepth: ShapeRule = (c) => blocks(c, 1 / c.int('blocksize'));

function blocks(c: ShapeContext, factor: number): readonly TypedShape[] {
  const { dtype, shape } = c.input(0);
  if (shape.length !== 4) c.fail('takes [batch, channels, height, width]');
  const scale = (dim: Dim, by: number) => (by >= 1 ? multiplyDims(dim, by) : divideDims(dim, Math.round(1 / by)));
  const [batch = 1, channels = 1, height = 1, width = 1] = shape;
  return [{ dtype, shape: [batch, scale(channels, 1 / factor ** 2), scale(height, factor), scale(width, factor)] }];
}

/** By sizes or scales, over all axes or those of the attribute `axes`; sizes are bounds where the aspect ratio is kept. */
const Resize: ShapeRule = (c) => {
  const { dtype, shape } = c.input(0);
  const axes = (c.ints('axes') ?? shape.map((_, i) => i)).map((axis) => normalAxis(c, axis, shape.length));
  const sizes = c.optional(3)
    ? keptSizes(
        c,
        axes.map((axis) => dimAt(shape, axis)),
        c.elements(3),
      )
    : undefined;
  const scales = c.optional(2) ? c.floats(2) : undefined;
  const result = [...shape];
  axes.forEach((axis, i) => {
    const [size, scale, dim] = [sizes?.[i], scales?.[i], dimAt(shape, axis)];
    const scaled = scale !== undefined && typeof dim === 'number' ? Math.floor(dim * scale) : undefined;
    result[axis] = size ?? scaled ?? (scale === 1 ? dim : c.unknown());
  });
  return [{ dtype, shape: result }];
};

function keptSizes(c: ShapeContext, dims: Shape, sizes: Shape | undefined): Shape | undefined {
  const policy = c.text('keep_aspect_ratio_policy', 'stretch');
  if (policy === 'stretch' || !sizes) return sizes;
  const scales = dims.map((dim, i) => Number(sizes[i]) / Number(dim)); // NaN where one is a symbol
  const scale = policy === 'not_larger' ? Math.min(...scales) : Math.max(...scales);
  return dims.map((dim) => (Number.isNaN(scale) ? c.unknown() : Math.floor(Number(dim) * scale + 0.5)));
}

export const movement = {
  ...{ Reshape, Transpose, Expand, Concat, Split, Slice, Unsqueeze, Squeeze, Flatten, Tile, Pad, Trilu },
  ...{ DepthToSpace, SpaceToDepth, Resize },
} satisfies Record<string, ShapeRule>;
