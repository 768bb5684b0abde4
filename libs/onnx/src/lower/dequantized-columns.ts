/** Stored 8-bit weights as floats, by a node of the graph. */
import type { GraphBuilder } from '../builder/graph-builder.js';
import { staticShape, type Value } from '../graph/value.js';

export interface StoredWeights {
  readonly weights: Value;
  /** One for all, or one per entry of the axis. */
  readonly scale: Value;
  readonly zero: Value | null;
}

/** (W − zero)·scale, along the last axis unless told otherwise */
export function dequantizedColumns(g: GraphBuilder, stored: StoredWeights, axis?: number): Value {
  const { weights, zero } = stored;
  const scale = vector(g, stored.scale);
  const inputs = zero ? [weights, scale, spread(g, zero, scale)] : [weights, scale];
  return g.op1('DequantizeLinear', inputs, { axis: axis ?? weights.shape.length - 1 });
}

/** A list of one is a scalar. */
function vector(g: GraphBuilder, value: Value): Value {
  const dims = staticShape(value.shape);
  const count = dims?.reduce((product, dim) => product * dim, 1) ?? -1;
  return g.reshape(value, count === 1 ? [] : [count]);
}

/** A zero point of the scale's shape. */
function spread(g: GraphBuilder, zero: Value, scale: Value): Value {
  const flat = vector(g, zero);
  return scale.shape.length > flat.shape.length ? g.expand(flat, scale.shape as readonly number[]) : flat;
}
