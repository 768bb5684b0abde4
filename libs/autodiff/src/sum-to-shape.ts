/**
 * Undoing a broadcast: the cotangent of a value that was stretched is the sum over the axes it was stretched
 * along. The engine does it once for every rule.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { dimsOf } from './dims.js';

/** @returns `cotangent` summed to the shape of `target`; itself when the shapes agree */
export function sumToShape(g: GraphBuilder, cotangent: Value, target: Value): Value {
  const from = dimsOf(cotangent);
  const to = dimsOf(target);
  const lead = from.length - to.length;
  const stretched = (axis: number): boolean => axis < lead || (to[axis - lead] === 1 && from[axis] !== 1);
  const axes = from.map((_, axis) => axis).filter(stretched);
  if (axes.length === 0) return g.reshape(cotangent, to);
  const onlyLeading = axes.every((axis) => axis < lead);
  return onlyLeading ? g.reduceSum(cotangent, axes, false) : g.reshape(g.reduceSum(cotangent, axes, true), to);
}
