/** Gradients of look-ups: cotangents are added back at the places that were read. Indices have none. */
import { AutodiffError } from '../autodiff-error.js';
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

/** Y = X at index tuples  ⇒  X̄ = Ȳ added at the tuples. No batch dims. */
export const GatherND: VjpRule = ({ g, dy, input, attributes, node }) => {
  if (attributes.int('batch_dims', 0) !== 0) {
    throw new AutodiffError(`GatherND ‹${node.name}›: batch_dims has no gradient rule`, [node.name]);
  }
  return [g.op1('ScatterND', [zerosLike(g, input(0)), input(1), dy], { reduction: 'add' })];
};

/** Y = X with updates U written (or added) at index tuples  ⇒  Ū = Ȳ at the tuples; X̄ = Ȳ, zero where overwritten */
export const ScatterND: VjpRule = ({ g, dy, input, wants, attributes, node }) => {
  const reduction = attributes.text('reduction', 'none');
  requireWriteOrAdd(reduction, node.name, 'ScatterND');
  const kept = () => (reduction === 'add' ? dy : g.op1('ScatterND', [dy, input(1), zerosLike(g, input(2))]));
  return [wants(0) && kept(), null, wants(2) && g.op1('GatherND', [dy, input(1)])];
};

/** The same along one axis, element by element. */
export const ScatterElements: VjpRule = ({ g, dy, input, wants, attributes, node }) => {
  const reduction = attributes.text('reduction', 'none');
  requireWriteOrAdd(reduction, node.name, 'ScatterElements');
  const axis = attributes.int('axis', 0);
  const kept = () =>
    reduction === 'add' ? dy : g.op1('ScatterElements', [dy, input(1), zerosLike(g, input(2))], { axis });
  return [wants(0) && kept(), null, wants(2) && g.op1('GatherElements', [dy, input(1)], { axis })];
};

/** Y = the k largest (smallest) along an axis, with their places  ⇒  X̄ = Ȳ at these places */
export const TopK: VjpRule = ({ g, dy, input, output, attributes }) => [
  g.op1('ScatterElements', [zerosLike(g, input(0)), output(1), dy], { axis: attributes.int('axis', -1) }),
];

function requireWriteOrAdd(reduction: string, node: string, op: string): void {
  if (reduction === 'none' || reduction === 'add') return;
  throw new AutodiffError(`${op} ‹${node}›: reduction ${reduction} has no gradient rule; none and add have`, [node]);
}
