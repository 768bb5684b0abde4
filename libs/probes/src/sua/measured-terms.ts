/** What a forward and a backward pass tell about δ: of each term its loss, its gradient, and what they count. */
import type { Value } from '@palimpsest/onnx';
import type { Term } from './terms.js';

export interface MeasuredTerm {
  /** One element. */
  readonly loss: Value;
  /** ∂loss/∂δ, unweighted; null when the term reports its loss and does not move δ. */
  readonly gradient: Value | null;
  /** What the loss is a mean over: answer tokens, or images. One element. */
  readonly count: () => Value;
}

export interface MeasuredTerms {
  readonly delta: Value;
  readonly terms: Partial<Readonly<Record<Term, MeasuredTerm>>>;
}
