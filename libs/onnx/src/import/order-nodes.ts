/**
 * Checks a file's nodes before any is used: each name made once, nothing used that nothing makes, no cycle.
 * ONNX demands topological order; files that lack it are put in order, as onnxruntime does.
 */
import { OnnxFormatError } from '../format/format-error.js';
import type { NodeProto } from '../format/model.js';
import { neededNames } from './needed-names.js';

/** The nodes in topological order (the file's own where it has one). `given` are inputs and initializers. */
export function orderNodes(nodes: readonly NodeProto[], given: ReadonlySet<string>): readonly NodeProto[] {
  const maker = makers(nodes, given);
  const waiting = new Map<NodeProto, number>();
  const users = new Map<string, NodeProto[]>();
  for (const node of nodes) {
    const needed = new Set(neededNames(node).filter((input) => !given.has(input)));
    waiting.set(node, needed.size);
    for (const input of needed) {
      if (!maker.has(input)) fail(`the input ${input} is made by nothing`, node);
      const list = users.get(input) ?? [];
      list.push(node);
      users.set(input, list);
    }
  }
  return isOrdered(nodes, given) ? nodes : sorted(nodes, waiting, users);
}

function isOrdered(nodes: readonly NodeProto[], given: ReadonlySet<string>): boolean {
  const done = new Set(given);
  return nodes.every((node) => {
    const ready = neededNames(node).every((input) => done.has(input));
    for (const output of node.outputs ?? []) done.add(output);
    return ready;
  });
}

/** Kahn's algorithm: linear in nodes and edges, whatever the file's order. */
function sorted(
  nodes: readonly NodeProto[],
  waiting: Map<NodeProto, number>,
  users: ReadonlyMap<string, readonly NodeProto[]>,
): readonly NodeProto[] {
  const ordered = nodes.filter((node) => waiting.get(node) === 0);
  for (const node of ordered) {
    for (const user of (node.outputs ?? []).flatMap((output) => users.get(output) ?? [])) {
      const left = (waiting.get(user) ?? 0) - 1;
      waiting.set(user, left);
      if (left === 0) ordered.push(user); // the loop goes on over what is pushed
    }
  }
  const stuck = nodes.filter((node) => (waiting.get(node) ?? 0) > 0);
  if (stuck[0]) fail(`${stuck.length} nodes wait for one another: there is a cycle`, stuck[0]);
  return ordered;
}

export function nameOfNode(node: NodeProto): string {
  return node.name || node.outputs?.find((output) => output !== '') || node.opType || 'unnamed';
}

function makers(nodes: readonly NodeProto[], given: ReadonlySet<string>): ReadonlyMap<string, NodeProto> {
  const maker = new Map<string, NodeProto>();
  for (const node of nodes) {
    for (const output of node.outputs ?? []) {
      if (output === '') continue;
      const earlier = maker.get(output);
      if (earlier || given.has(output)) {
        const by = earlier ? `by ‹${nameOfNode(earlier)}› too` : 'as an input or initializer too';
        fail(`the value ${output} is made twice, ${by}`, node);
      }
      maker.set(output, node);
    }
  }
  return maker;
}

function fail(problem: string, node: NodeProto): never {
  const field = `node ‹${nameOfNode(node)}›`;
  throw new OnnxFormatError(problem, { field }, 'the model is damaged or was edited wrongly; export it again');
}
