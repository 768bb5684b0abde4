/** Which values a node needs before it can run: its inputs, and what its branches take from around them. */
import type { GraphProto, NodeProto } from '../format/model.js';

export function neededNames(node: NodeProto): readonly string[] {
  const branches = (node.attributes ?? []).flatMap(({ graph }) => (graph ? [graph] : []));
  const inputs = (node.inputs ?? []).filter((input) => input !== '');
  return branches.length === 0 ? inputs : [...inputs, ...branches.flatMap(freeNames)];
}

/** Names that a graph uses and nothing in it makes. */
function freeNames({ inputs = [], initializers = [], nodes = [], outputs = [] }: GraphProto): readonly string[] {
  const made = new Set([...inputs, ...initializers].map(({ name = '' }) => name));
  for (const node of nodes) for (const output of node.outputs ?? []) made.add(output);
  const used = new Set([...nodes.flatMap(neededNames), ...outputs.map(({ name = '' }) => name)]);
  return [...used].filter((name) => !made.has(name));
}
