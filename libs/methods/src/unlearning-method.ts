/**
 * What an unlearning method is: a loss over scored answers. The runner (unlearn.ts) samples the people, encodes
 * the text, scores both with the model being changed and with the frozen start, and takes the steps; a method
 * only says what is minimised. One file per method, one line in roster.ts.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';

/** Teacher-forced scores of S answers padded to T tokens, over a vocabulary of V. */
export interface ScoredAnswers {
  /** float[S, T]: log p of each answer token, 0 where masked. */
  readonly tokens: Value;
  /** float[S, T]: 1 on answer tokens. */
  readonly mask: Value;
  /** float[S, T, V]. */
  readonly logits: Value;
}

/** Scores of the same answers by the frozen start θ₀: numbers fed in, no gradient flows to them. */
export interface FrozenScores {
  /** float[S, T] */
  readonly tokens: Value;
  /** float[S, T, V] log-probabilities; only for methods that ask for distributions. */
  readonly distributions: Value | null;
}

export interface LossInputs {
  readonly forget: ScoredAnswers;
  /** Null for methods that need no retain set. */
  readonly retain: ScoredAnswers | null;
  readonly forgetStart: FrozenScores | null;
  readonly retainStart: FrozenScores | null;
}

/** Numbers a method may use; each method documents which. */
export interface MethodWeights {
  /** α: weight of the retain term. */
  readonly retainWeight: number;
  /** β: inverse temperature of NPO. */
  readonly beta: number;
}

export interface TrainingDefaults extends MethodWeights {
  readonly steps: number;
  readonly learningRate: number;
}

export interface UnlearningMethod {
  /** Kebab-case, as in zoo names and plans. */
  readonly id: string;
  readonly title: string;
  /** What is minimised, as one line. */
  readonly formula: string;
  readonly citation: string;
  /** What is put in the forget answers' place. */
  readonly forgetAnswers: 'true' | 'refusal';
  readonly uses: {
    readonly retain: boolean;
    /** log π_θ₀ of the forget answers. */
    readonly forgetStart: boolean;
    /** Whole distributions of θ₀ on the retain answers. */
    readonly retainStart: boolean;
  };
  readonly defaults: TrainingDefaults;
  /** Appends the loss (scalar). */
  loss(g: GraphBuilder, inputs: LossInputs, weights: MethodWeights): Value;
}

export class MethodError extends Error {
  override readonly name = 'MethodError';
  constructor(
    message: string,
    readonly method: string,
  ) {
    super(message);
  }
}

/** The input a method declared in `uses`; throws MethodError when the runner left it out. */
export function required<T>(input: T | null, method: string, what: string): T {
  if (input === null) throw new MethodError(`${method} needs ${what}: pass it, or declare it in \`uses\``, method);
  return input;
}
