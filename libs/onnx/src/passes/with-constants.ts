/** A graph with other data for some of its constants: changed weights, and float32 in the place of stored halves. */
import type { Tensor } from '@palimpsest/tensor';
import type { Constant, Graph } from '../graph/graph.js';
import type { Value } from '../graph/value.js';

/** @param data by name; its type may be another one if whatever reads the constant takes that too, as Cast does */
export function withConstants(graph: Graph, data: ReadonlyMap<string, Tensor>): Graph {
  const retyped = new Map<Value, Value>();
  const constants = graph.constants.map((constant): Constant => {
    const own = data.get(constant.value.name);
    if (!own) return constant;
    if (own.dtype === constant.value.dtype) return { value: constant.value, data: own };
    const value = { ...constant.value, dtype: own.dtype };
    retyped.set(constant.value, value);
    return { value, data: own };
  });
  if (retyped.size === 0) return { ...graph, constants };
  const all = (values: readonly (Value | null)[]) => values.map((value) => value && (retyped.get(value) ?? value));
  const nodes = graph.nodes.map((node) => ({ ...node, inputs: all(node.inputs) }));
  return { ...graph, constants, nodes };
}
