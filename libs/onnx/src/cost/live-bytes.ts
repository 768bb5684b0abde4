/**
 * How much memory a graph's values need at the same time: nodes in their order, a value from the node that makes it to
 * the last one that reads it. Weights are not counted. What a runtime needs besides (workspaces, an arena that is not
 * full) is not known here, so it is a lower bound, and a close one where values are large.
 */
import { byteLength, elementCount } from '@palimpsest/tensor';
import type { Graph, Node } from '../graph/graph.js';
import { GraphError } from '../graph/graph-error.js';
import { staticShape, type Value } from '../graph/value.js';

/** @throws GraphError for a symbolic dim */
export function liveBytes({ nodes, inputs, outputs }: Graph): number {
  const lastReader = new Map<Value, Node>();
  for (const node of nodes) for (const input of node.inputs) if (input) lastReader.set(input, node);
  const kept = new Set(outputs);
  const held = new Map<Value, number>(inputs.map((value) => [value, bytesOf(value)]));
  let now = [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
  let most = now;
  const release = (value: Value): void => {
    now -= held.get(value) ?? 0;
    held.delete(value);
  };
  for (const node of nodes) {
    const dying = [...new Set(node.inputs)].filter(
      (input): input is Value => input !== null && lastReader.get(input) === node && !kept.has(input),
    );
    const made = node.outputs.filter((output) => output !== null);
    const taken = inherits.has(node.opType)
      ? dying.find((input) => held.get(input) === bytesOf(made[0] ?? input))
      : null;
    if (taken) release(taken);
    for (const output of made) {
      held.set(output, bytesOf(output));
      now += bytesOf(output);
    }
    most = Math.max(most, now);
    for (const value of [...dying, ...made.filter((output) => !lastReader.has(output) && !kept.has(output))]) {
      release(value);
    }
  }
  return most;
}

/** Operators whose result takes the place of an input that nobody reads any more. */
// prettier-ignore
const inherits = new Set([
  'Abs', 'Add', 'Cast', 'Clip', 'Div', 'Erf', 'Exp', 'Flatten', 'Identity', 'Log', 'Mul', 'Neg', 'Reciprocal', 'Relu',
  'Reshape', 'Sigmoid', 'Softmax', 'Sqrt', 'Squeeze', 'Sub', 'Tanh', 'Unsqueeze', 'Where',
]);

export function bytesOf(value: Value): number {
  const dims = staticShape(value.shape);
  if (!dims)
    throw new GraphError(`${value.name} has a symbolic dim; bind it before its memory is asked for`, {
      where: value.name,
    });
  return byteLength(value.dtype, elementCount(dims));
}
