/** Gradients of operators that only move elements: the cotangent moves back. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { AutodiffError } from '../autodiff-error.js';
import { dimsOf, normalAxis, rankOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';
import { zerosLike } from './zeros.js';

/** Y = X permuted  ⇒  X̄ = Ȳ permuted back */
export const Transpose: VjpRule = ({ g, dy, input, attributes }) => {
  const rank = rankOf(input(0));
  const perm = attributes.ints('perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
  const inverse = perm.map((_, axis) => perm.indexOf(axis));
  return [g.transpose(dy, inverse)];
};

/** Y = the same elements under other dims  ⇒  X̄ = Ȳ under the old ones */
export const Reshape: VjpRule = ({ g, dy, input }) => {
  const dims = dimsOf(input(0));
  const isEmpty = dims.includes(0); // where 0 must not mean “as it is”
  return [isEmpty ? g.op1('Reshape', [dy, g.ints(dims)], { allowzero: 1 }) : g.reshape(dy, dims)];
};
export const Flatten: VjpRule = Reshape;
export const Squeeze: VjpRule = Reshape;
export const Unsqueeze: VjpRule = Reshape;

/** Y = X stretched  ⇒  X̄ = ΣȲ over the stretched axes; the engine sums */
export const Expand: VjpRule = ({ dy }) => [dy];

/** Y = [A, B, …]  ⇒  each receives its part of Ȳ */
export const Concat: VjpRule = ({ g, dy, inputs, wants, input, attributes }) => {
  const axis = normalAxis(attributes.int('axis', 0), rankOf(dy));
  const sizes = inputs.map((_, index) => dimsOf(input(index))[axis] ?? 0);
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  const wanted = sizes.map((_, index) => index).filter(wants);
  if (wanted.length > sizes.length / 2) return g.split(dy, axis, sizes);
  return sizes.map((size, index) => wants(index) && g.slice(dy, axis, starts[index] ?? 0, (starts[index] ?? 0) + size));
};

/** [A, B, …] = X  ⇒  X̄ = [Ā, B̄, …], zeros for parts nobody used */
export const Split: VjpRule = ({ g, cotangents, output, input, attributes }) => {
  const axis = normalAxis(attributes.int('axis', 0), rankOf(input(0)));
  return [
    g.concat(
      cotangents.map((part, index) => part ?? zerosLike(g, output(index))),
      axis,
    ),
  ];
};

/** Y = X repeated  ⇒  X̄ = the sum over the repeats */
export const Tile: VjpRule = ({ g, dy, input }) => {
  const dims = dimsOf(input(0));
  const repeated = dimsOf(dy);
  const folded = dims.flatMap((dim, axis) => [(repeated[axis] ?? dim) / dim, dim]);
  return [
    g.reduceSum(
      g.reshape(dy, folded),
      dims.map((_, axis) => 2 * axis),
      false,
    ),
  ];
};

/** Y = X with a border  ⇒  X̄ = Ȳ without it: padding by the negated widths. Constant borders only. */
export const Pad: VjpRule = (context) => {
  const { g, dy, input, node, attributes } = context;
  const mode = attributes.text('mode', 'constant');
  if (mode !== 'constant') {
    throw new AutodiffError(
      `Pad ‹${node.name}›: mode ${mode} has no gradient rule; pad with a constant or build the border from slices`,
      [node.name],
    );
  }
  const rank = rankOf(input(0));
  const pads = constantInts(context, 1);
  const axes = context.inputs[3] ? constantInts(context, 3).map((axis) => normalAxis(axis, rank)) : undefined;
  const back = Array.from({ length: 2 * rank }, (_, at) => {
    const place = axes ? axes.indexOf(at % rank) : at % rank;
    const width = axes?.length ?? rank;
    return place < 0 ? 0 : -(pads[place + (at < rank ? 0 : width)] ?? 0);
  });
  return [g.pad(dy, back)];
};

/** Y = X[start:end:step]  ⇒  X̄ = Ȳ between zeros; steps other than 1 spread Ȳ out first */
export const Slice: VjpRule = (context) => {
  const { g, dy, input, inputs } = context;
  const dims = dimsOf(input(0));
  const starts = constantInts(context, 1);
  const axes = inputs[3]
    ? constantInts(context, 3).map((axis) => normalAxis(axis, dims.length))
    : starts.map((_, at) => at);
  const steps = inputs[4] ? constantInts(context, 4) : starts.map(() => 1);
  let gradient = dy;
  axes.forEach((axis, at) => {
    gradient = unslice(g, gradient, axis, dims[axis] ?? 0, starts[at] ?? 0, steps[at] ?? 1);
  });
  return [gradient];
};

/** Puts `part` back where it was cut from along one axis. */
function unslice(g: GraphBuilder, part: Value, axis: number, size: number, start: number, step: number): Value {
  const count = dimsOf(part)[axis] ?? 0;
  const first = clampStart(start, size, step);
  if (step === 1) return padAxis(g, part, axis, first, size - first - count);
  const rows = Array.from({ length: count }, (_, index) => first + index * step);
  const position = new Map(rows.map((row, index) => [row, index]));
  const extended = padAxis(g, part, axis, 0, 1); // one row of zeros to point at
  return g.gather(
    extended,
    Array.from({ length: size }, (_, row) => position.get(row) ?? count),
    axis,
  );
}

function clampStart(start: number, size: number, step: number): number {
  const from = start < 0 ? start + size : start;
  return Math.max(0, Math.min(from, step > 0 ? size : size - 1));
}

function padAxis(g: GraphBuilder, x: Value, axis: number, before: number, after: number): Value {
  const rank = rankOf(x);
  const pads = Array.from({ length: 2 * rank }, (_, at) => (at === axis ? before : at === axis + rank ? after : 0));
  return g.pad(x, pads);
}

function constantInts({ g, input, node }: VjpContext, index: number): readonly number[] {
  const data = g.constantData(input(index));
  if (data) return Array.from<number | bigint | string, number>(data.data, Number); // “to the end” is larger than exact
  throw new AutodiffError(`${node.opType} ‹${node.name}›: input ${index} is computed at run time; make it constant`, [
    node.name,
  ]);
}

/** Y = the triangle of X  ⇒  X̄ = the triangle of Ȳ */
export const Trilu: VjpRule = ({ g, dy, inputs, attributes }) => {
  const diagonal = inputs[1];
  return [g.op1('Trilu', diagonal ? [dy, diagonal] : [dy], { upper: attributes.int('upper', 1) })];
};

/** Y = channels laid out in blocks of b×b  ⇒  X̄ = the blocks gathered into channels again, and the other way round */
export const DepthToSpace: VjpRule = ({ g, dy, attributes }) => {
  const blocksize = attributes.int('blocksize', 1);
  if (attributes.text('mode', 'DCR') === 'DCR') return [g.op1('SpaceToDepth', [dy], { blocksize })];
  const [n, c, h, w] = dimsOf(dy) as readonly [number, number, number, number];
  const [rows, columns] = [h / blocksize, w / blocksize];
  const blocks = g.reshape(dy, [n, c, rows, blocksize, columns, blocksize]);
  const channels = c * blocksize * blocksize;
  return [g.reshape(g.transpose(blocks, [0, 1, 3, 5, 2, 4]), [n, channels, rows, columns])];
};

export const SpaceToDepth: VjpRule = ({ g, dy, attributes }) => [
  g.op1('DepthToSpace', [dy], { blocksize: attributes.int('blocksize', 1), mode: 'DCR' }),
];
