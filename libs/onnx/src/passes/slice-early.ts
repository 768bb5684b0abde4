/**
 * A slice taken as early as possible: Slice(f(X)) = f(Slice(X)) for every f that treats the rows of an axis alike.
 * A language model's head and last layer then run on the few tokens whose predictions are wanted, forward and
 * backward, although its file computes them for all.
 */
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Node } from '../graph/graph.js';
import type { Value } from '../graph/value.js';
import { slicedInputs, type SlicedAxes } from './sliced-inputs.js';

/**
 * x[start:end] along one axis. Nodes that lead to `x` alone are repeated on their part of the rows; the whole ones
 * are then needed by nobody and left out when the graph is built. Equal to `g.slice` where nothing can be moved.
 */
export function sliceEarly(g: GraphBuilder, x: Value, axis: number, start: number, end: number): Value {
  const along = axis < 0 ? axis + x.shape.length : axis;
  const parts = new Map<Value, Value[]>();
  const partOf = (value: Value, axis: number): Value => {
    const known = parts.get(value) ?? [];
    parts.set(value, known);
    return (known[axis] ??= g.slice(value, axis, start, end));
  };
  for (const { node, result, axis, inputAxes } of movedNodes(g, x, along)) {
    const inputs = node.inputs.map((input, at) => {
      const own = inputAxes[at];
      return input && typeof own === 'number' ? partOf(input, own) : input;
    });
    parts.set(result, []);
    (parts.get(result) as Value[])[axis] = repeat(g, node, inputs, result, axis);
  }
  return partOf(x, along);
}

interface Moved {
  readonly node: Node;
  readonly result: Value;
  /** Of the slice, in the result and in each input. */
  readonly axis: number;
  readonly inputAxes: SlicedAxes;
}

/** Upwards from `x`, past every node whose result nobody wants whole; in the graph's order. */
function movedNodes(g: GraphBuilder, x: Value, axis: number): readonly Moved[] {
  const consumers = consumersOf(g.nodes);
  const axes = new Map<Value, number | 'whole'>([[x, axis]]);
  const moved = new Map<Node, Moved>();
  for (const node of g.nodes.toReversed()) {
    const [result, ...others] = node.outputs;
    const own = result ? axes.get(result) : undefined;
    if (!result || typeof own !== 'number' || others.length > 0 || g.outputs.includes(result)) continue;
    if (!(consumers.get(result) ?? []).every((consumer) => moved.has(consumer))) continue;
    const inputAxes = slicedInputs(node, result, own);
    if (!inputAxes) continue;
    moved.set(node, { node, result, axis: own, inputAxes });
    node.inputs.forEach((input, at) => {
      if (!input) return;
      const wanted = inputAxes[at] ?? 'whole';
      axes.set(input, (axes.get(input) ?? wanted) === wanted ? wanted : 'whole');
    });
  }
  return [...moved.values()].reverse();
}

function consumersOf(nodes: readonly Node[]): ReadonlyMap<Value, readonly Node[]> {
  const consumers = new Map<Value, Node[]>();
  for (const node of nodes) {
    for (const input of node.inputs) if (input) consumers.set(input, [...(consumers.get(input) ?? []), node]);
  }
  return consumers;
}

/** The node on sliced inputs. A Reshape names its result's dims, so one of them changes. */
function repeat(g: GraphBuilder, node: Node, inputs: readonly (Value | null)[], whole: Value, axis: number): Value {
  const { opType, domain, name } = node;
  if (opType !== 'Reshape') return g.op1(opType, inputs, Object.fromEntries(node.attributes), { domain, name });
  const [data] = inputs as readonly [Value];
  const dims = whole.shape as readonly number[]; // slicedInputs asked for static shapes
  return g.reshape(
    data,
    dims.map((dim, at) => (at === axis ? -1 : dim)),
  );
}
