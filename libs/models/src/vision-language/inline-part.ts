/** The three parts of a checkpoint inside graphs that inline them. */
import type { Graph, GraphBuilder, Value } from '@palimpsest/onnx';
import type { Part } from '../checkpoint/inspect.js';

/** Prefixes of the three parts inside graphs that inline them. */
export const prefixes: Readonly<Record<Part, string>> = {
  visionEncoder: 'vision_encoder/',
  embedTokens: 'embed_tokens/',
  decoder: 'decoder/',
};

/**
 * Inlines a part; a second time in one builder it shares the first one's parameters under the same names.
 * Inputs that the graph does not have (position_ids in some exports) are left out.
 */
export function inlinePart(
  g: GraphBuilder,
  graph: Graph,
  bindings: Record<string, Value>,
  prefix: string,
): Record<string, Value> {
  const wanted = Object.fromEntries(
    graph.inputs.flatMap(({ name }) => (bindings[name] ? [[name, bindings[name]]] : [])),
  );
  const shared = Object.fromEntries(
    graph.constants.flatMap(({ value }) => {
      const known = g.constantNamed(prefix + value.name);
      return known ? [[value.name, known.value]] : [];
    }),
  );
  const again = Object.keys(shared).length > 0;
  return g.inline(graph, { ...wanted, ...shared }, again ? `${prefix}${g.nodes.length}/` : prefix);
}
