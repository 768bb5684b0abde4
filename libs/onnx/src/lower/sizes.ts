/** Sizes and positions as graph values: constants in static graphs, computed from shapes in others. */
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Value } from '../graph/value.js';

/** The size of one axis, int64. */
export function lengthOf(g: GraphBuilder, x: Value, axis: number): Value {
  return g.gather(g.shape(x), axis);
}

/** 0, 1, …, length − 1 */
export function countTo(g: GraphBuilder, length: Value): Value {
  return g.op1('Range', [g.scalar(0, 'int64'), length, g.scalar(1, 'int64')]);
}

/** start, start + 1, … along an axis of `x`. */
export function positionsAlong(g: GraphBuilder, x: Value, axis: number, start: Value | null): Value {
  const count = countTo(g, lengthOf(g, x, axis));
  return start ? g.add(count, start) : count;
}
