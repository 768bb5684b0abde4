/** What of a graph depends on a value, and what a value is made by. */
import type { Node, Value } from '@palimpsest/onnx';

export const isIn = (values: ReadonlySet<Value>) => (value: Value | null) => value !== null && values.has(value);

/** Sizes are no part of what a value says. */
export const tellsSizes: ReadonlySet<string> = new Set(['Shape', 'Size']);

/** The value and all that is made of it. */
export function dependentOn(nodes: readonly Node[], value: Value): ReadonlySet<Value> {
  const dependent = new Set([value]);
  for (const { opType, inputs, outputs } of nodes) {
    if (tellsSizes.has(opType) || !inputs.some(isIn(dependent))) continue;
    for (const output of outputs) if (output) dependent.add(output);
  }
  return dependent;
}

/** Nodes that a value is made by, in order. */
export function leadingTo(nodes: readonly Node[], value: Value): readonly Node[] {
  const needed = new Set([value]);
  const path = nodes.toReversed().filter(({ inputs, outputs }) => {
    if (!outputs.some(isIn(needed))) return false;
    for (const input of inputs) if (input) needed.add(input);
    return true;
  });
  return path.reverse();
}
