/**
 * Attention sinks (Xiao et al., arXiv 2309.17453): one more score per head that takes weight and has no value, so that
 * a query may attend to nothing. A smooth softmax is a sink of score 0.
 */
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Value } from '../graph/value.js';

/** e^x / (e^sink + Σ e^x) over the last axis, for x [B, G, rows, T] and sink broadcasting to [B, G, rows, 1] */
export function softmaxWithSink(g: GraphBuilder, x: Value, sink: Value): Value {
  const rows = g.concat([g.slice(g.shape(x), 0, 0, 3), g.ints([1])], 0);
  const column = g.op1('Expand', [sink, rows]);
  return g.slice(g.softmax(g.concat([x, column], 3)), 3, 0, -1);
}
