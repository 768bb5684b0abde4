/**
 * Decomposition of fused operators before differentiation: every node with a lowering is replaced by primitive
 * ones. What a lowering refuses stays as it is, so the graph still runs; asking for a gradient through it names the
 * node and the reason (refusal.ts). Weights stay where they are: on disk, under their names.
 */
import { GraphBuilder } from '../builder/graph-builder.js';
import { inlineGraph } from '../builder/inline.js';
import type { Graph, Node } from '../graph/graph.js';
import { GraphError } from '../graph/graph-error.js';
import type { Value } from '../graph/value.js';
import { loweringContext } from './lowering-context.js';
import { isLowered, loweringOf } from './roster.js';

/** Which nodes are lowered, by name of their operator. */
type Wanted = (node: Pick<Node, 'opType' | 'domain'>) => boolean;

/** An equal graph without lowerable nodes, or without those of them that are wanted; the graph itself when it has none. */
export function lowerGraph(graph: Graph, wanted: Wanted = () => true): Graph {
  if (!graph.nodes.some((node) => isLowered(node) && wanted(node))) return graph;
  const g = new GraphBuilder({ opset: graph.opset });
  const inputs = Object.fromEntries(graph.inputs.map(({ name, dtype, shape }) => [name, g.input(name, dtype, shape)]));
  const outputs = inlineGraph(g, graph, inputs, '', (into, node, given) =>
    wanted(node) ? lowerNode(into, node, given) : null,
  );
  for (const { name } of graph.outputs) g.output(outputs[name] as Value, name); // inlineGraph returns them all
  return g.build({ name: graph.name });
}

/** The node's outputs from primitive nodes, or null to have it copied. */
function lowerNode(g: GraphBuilder, node: Node, inputs: readonly (Value | null)[]): readonly (Value | null)[] | null {
  const lowering = loweringOf(node);
  if (!lowering) return null;
  try {
    return g.within({ prefix: `${node.name}/` }, () => lowering(loweringContext(g, node, inputs)));
  } catch (error) {
    if (error instanceof GraphError) return null; // refused, or of shapes that its parts refuse
    throw error;
  }
}
