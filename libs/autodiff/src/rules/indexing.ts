/** Gradients of look-ups: cotangents are added back at the places that were read. Indices have none. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { dimsOf, normalAxis, rankOf } from '../dims.js';
import type { VjpRule } from '../vjp.js';
import { zerosLike } from './zeros.js';

/** Y = X[indices] along an axis  ⇒  X̄ = Ȳ added at the indices (ScatterND over the axis moved to the front) */
export const Gather: VjpRule = ({ g, dy, input, attributes }) => {
  const x = input(0);
  const rank = rankOf(x);
  const axis = normalAxis(attributes.int('axis', 0), rank);
  const indices = input(1);
  const count = dimsOf(indices).reduce((product, dim) => product * dim, 1);
  const dims = dimsOf(x);
  const [before, after] = [dims.slice(0, axis), dims.slice(axis + 1)];
  const rows = g.reshape(dy, [...before, count, ...after]);
  const front = [axis, ...dims.map((_, at) => at).filter((at) => at !== axis)];
  const back = dims.map((_, at) => front.indexOf(at));
  const target = zerosLike(g, g.transpose(x, front));
  const scattered = g.op1('ScatterND', [target, g.reshape(indices, [count, 1]), g.transpose(rows, front)], {
    reduction: 'add',
  });
  return [g.transpose(scattered, back)];
};

/** Y = X picked element by element along an axis  ⇒  X̄ = Ȳ added at the same places */
export const GatherElements: VjpRule = ({ g, dy, input, attributes }) => [
  g.op1('ScatterElements', [zerosLike(g, input(0)), input(1), dy], {
    axis: attributes.int('axis', 0),
    reduction: 'add',
  }),
];

/** Y = X at index tuples  ⇒  X̄ = Ȳ added at the tuples; batch dims become coordinates of their own */
export const GatherND: VjpRule = ({ g, dy, input, attributes }) => {
  const indices = withBatchCoordinates(g, input(1), attributes.int('batch_dims', 0));
  return [g.op1('ScatterND', [zerosLike(g, input(0)), indices, dy], { reduction: 'add' })];
};

/** [b…, n…, k] → [b…, n…, batch + k], each tuple led by its place in the batch. */
function withBatchCoordinates(g: GraphBuilder, indices: Value, batch: number): Value {
  const dims = dimsOf(indices);
  const places = Array.from({ length: batch }, (_, axis) => {
    const size = dims[axis] ?? 1;
    const row = fromNumbers(
      indices.dtype,
      dims.map((_, at) => (at === axis ? size : 1)),
      [...Array(size).keys()],
    );
    return g.expand(g.constant(null, row), dims.with(-1, 1));
  });
  return g.concat([...places, indices], dims.length - 1);
}

/** Y = the k largest (smallest) along an axis, with their places  ⇒  X̄ = Ȳ at these places */
export const TopK: VjpRule = ({ g, dy, input, output, attributes }) => [
  g.op1('ScatterElements', [zerosLike(g, input(0)), output(1), dy], { axis: attributes.int('axis', -1) }),
];
