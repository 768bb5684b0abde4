/** A step over part of its images: the graph of one pass, and the graph of the update that follows all passes. */
import { GraphBuilder } from '@palimpsest/onnx';
import { measureTerms, type AttackStepSpec } from './attack-step.js';
import type { Term } from './terms.js';

export interface PassGraph {
  /** Outputs of each term: `loss_`, `gradient_` (∂loss/∂δ, where the term moves δ) and `count_`, what the loss is a mean over. */
  readonly graph: GraphBuilder;
  readonly terms: readonly Term[];
}

/** @param spec with `images` those of one pass */
export function buildPass(spec: AttackStepSpec): PassGraph {
  const g = new GraphBuilder({ floatType: spec.floatType ?? 'float32' });
  const { terms } = measureTerms(g, spec);
  for (const [term, { loss, gradient, count }] of Object.entries(terms)) {
    g.output(loss, `loss_${term}`);
    g.output(g.add(count(), 0), `count_${term}`); // a count may be a constant, which cannot be an output
    if (gradient) g.output(gradient, `gradient_${term}`);
  }
  return { graph: g, terms: Object.keys(terms) as Term[] };
}

/** `delta`, the whole `gradient` and the rule's inputs → `next_delta` and the rule's state. */
export function buildUpdate({ grid, update, floatType = 'float32' }: AttackStepSpec): GraphBuilder {
  const g = new GraphBuilder({ floatType });
  const dims = [1, 3, grid.height, grid.width];
  g.output(update.build(g, g.input('delta', floatType, dims), g.input('gradient', floatType, dims)), 'next_delta');
  return g;
}
