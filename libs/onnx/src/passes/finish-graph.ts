/** From a builder's contents to a Graph: dead nodes and unused constants go, order is kept. */
import type { Graph } from '../graph/graph.js';
import type { Value } from '../graph/value.js';

/** Requires topological order; ensures that every node leads to an output. */
export function finishGraph(graph: Graph): Graph {
  const needed = new Set<Value>(graph.outputs);
  const nodes = graph.nodes.toReversed().filter((node) => {
    const alive = node.outputs.some((output) => output !== null && needed.has(output));
    if (alive) for (const input of node.inputs) if (input) needed.add(input);
    return alive;
  });
  return {
    ...graph,
    inputs: [...graph.inputs],
    outputs: [...graph.outputs],
    nodes: nodes.reverse(),
    constants: graph.constants.filter((constant) => needed.has(constant.value)),
  };
}
