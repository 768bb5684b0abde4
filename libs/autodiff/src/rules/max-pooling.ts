/** Gradients of maximum poolings: each window's cotangent goes to the place of its maximum. */
import { dimsOf, sizeOf } from '../dims.js';
import type { VjpRule } from '../vjp.js';
import { zerosLike } from './zeros.js';

/** Y = max over windows  ⇒  X̄ = Ȳ added at the places that the same pooling gives as its second output */
export const MaxPool: VjpRule = ({ g, dy, input, node }) => {
  const x = input(0);
  const attributes = Object.fromEntries([...node.attributes].filter(([name]) => name !== 'storage_order'));
  const [, places] = g.op('MaxPool', [x], attributes, { outputs: 2 });
  const flat = g.reshape(zerosLike(g, x), [sizeOf(x)]);
  const rows = (value: typeof dy) => g.reshape(value, [sizeOf(dy)]);
  const added = g.op1('ScatterElements', [flat, rows(places as typeof dy), rows(dy)], { axis: 0, reduction: 'add' });
  return [g.reshape(added, dimsOf(x))];
};

/** Y = max over all positions  ⇒  the largest share Ȳ equally */
export const GlobalMaxPool: VjpRule = ({ g, dy, input, output }) => {
  const x = input(0);
  const positions = dimsOf(x)
    .map((_, axis) => axis)
    .slice(2);
  const hit = g.cast(g.equal(x, output(0)), x.dtype);
  return [g.mul(g.div(hit, g.reduceSum(hit, positions)), dy)];
};
