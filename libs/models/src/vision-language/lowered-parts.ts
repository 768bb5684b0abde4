/** The parts as gradients need them: fused operators replaced by primitive ones, spelled-out activations named, each part once, when first wanted. */
import { lowerGraph, nameActivations, type Graph } from '@palimpsest/onnx';
import type { Part } from '../checkpoint/inspect.js';

export function loweredParts(graphs: Readonly<Record<Part, Graph>>): Readonly<Record<Part, Graph>> {
  const lowered: Partial<Record<Part, Graph>> = {};
  const of = (part: Part) => (lowered[part] ??= nameActivations(lowerGraph(graphs[part])));
  return {
    get visionEncoder() {
      return of('visionEncoder');
    },
    get embedTokens() {
      return of('embedTokens');
    },
    get decoder() {
      return of('decoder');
    },
  };
}
