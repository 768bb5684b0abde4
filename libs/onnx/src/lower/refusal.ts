/** Why a node has no gradient although its operator can be lowered: what `doctor` and blocked gradients say. */
import { byteLength, elementCount, isInteger } from '@palimpsest/tensor';
import { GraphBuilder } from '../builder/graph-builder.js';
import type { Node } from '../graph/graph.js';
import { GraphError } from '../graph/graph-error.js';
import { staticShape, type Value } from '../graph/value.js';
import { loweringContext } from './lowering-context.js';
import { LoweringRefusal } from './lowering.js';
import { isLowered, loweringOf, patternOf } from './roster.js';

/** Asks the node's lowering, in a graph that is thrown away; undefined for operators that are never lowered. */
export function refusalOf(node: Node): string | undefined {
  if (!isLowered(node)) return undefined;
  const pattern = patternOf(node);
  if (pattern) return `it is lowered only in ${pattern}`;
  const g = new GraphBuilder();
  const copies = new Map<Value, Value>();
  const inputs = node.inputs.map((input, at) => {
    if (!input) return null;
    const copy = copies.get(input) ?? standIn(g, input, `${at}`);
    copies.set(input, copy);
    return copy;
  });
  try {
    loweringOf(node)?.(loweringContext(g, node, inputs));
    return 'lower the graph first (lowerGraph)';
  } catch (error) {
    if (error instanceof LoweringRefusal) return error.reason;
    if (error instanceof GraphError) return error.message;
    throw error;
  }
}

/** Integers of known size stand for stored ones: nobody reads their data. */
function standIn(g: GraphBuilder, { dtype, shape }: Value, name: string): Value {
  const dims = staticShape(shape);
  if (!dims || !isInteger(dtype)) return g.input(name, dtype, shape);
  const length = byteLength(dtype, elementCount(dims));
  return g.externalConstant(name, dtype, dims, { file: '', offset: 0, length });
}
