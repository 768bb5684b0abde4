/** What a lowering is handed, made from a node and its inputs in the builder that receives the result. */
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Node } from '../graph/graph.js';
import type { Value } from '../graph/value.js';
import { LoweringRefusal, type LoweringContext } from './lowering.js';

export function loweringContext(g: GraphBuilder, node: Node, inputs: readonly (Value | null)[]): LoweringContext {
  const refuse = (reason: string): never => {
    throw new LoweringRefusal(reason, node);
  };
  const read = <T>(name: string, kinds: readonly string[], fallback: T | undefined): T => {
    const attribute = node.attributes.get(name);
    if (!attribute) return fallback ?? refuse(`attribute ${name} is missing`);
    return kinds.includes(attribute.kind)
      ? (attribute.value as T) // its kind was asked for
      : refuse(`attribute ${name} is ${attribute.kind}, not ${kinds[0]}`);
  };
  return {
    g,
    input: (index) => inputs[index] ?? refuse(`input ${index} is missing`),
    optional: (index) => inputs[index] ?? null,
    wants: (index) => Boolean(node.outputs[index]),
    int: (name, fallback) => read(name, ['int'], fallback),
    float: (name, fallback) => read(name, ['float', 'int'], fallback),
    ints: (name) => (node.attributes.has(name) ? read<readonly number[]>(name, ['ints'], undefined) : undefined),
    text: (name, fallback) => read(name, ['string'], fallback),
    refuse,
  };
}
