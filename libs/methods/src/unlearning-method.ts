/**
 * What an unlearning method is: a loss over scored answers. The runner (unlearn.ts) samples the people, encodes
 * the text, scores both with the model being changed and with the frozen start, and takes the steps; a method
 * only says what is minimised. One file per method, one line in roster.ts.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import type { AnswerSource } from './teaching-set.js';

/** Teacher-forced scores of S answers padded to T tokens, over a vocabulary of V, with a decoder H wide. */
export interface ScoredAnswers {
  /** float[S, T]: log p of each answer token, 0 where masked. */
  readonly tokens: Value;
  /** float[S, T]: 1 on answer tokens. */
  readonly mask: Value;
  /** float[S, T, V]. */
  readonly logits: Value;
  /** int64[S, T]: the answers' words, anything where masked. */
  readonly labels: Value;
  /** float[S, T, H]: hidden states that predict the answer tokens; null unless the method `steers`. */
  readonly hidden: Value | null;
}

/** Scores of the same answers by the frozen start θ₀: numbers fed in, no gradient flows to them. */
export interface FrozenScores {
  /** float[S, T] */
  readonly tokens: Value;
  /** float[S, T, V] log-probabilities; for methods that use `forgetDistributions` or `retainStart`. */
  readonly distributions: Value | null;
  /** float[S, T, H]; only for methods that steer. */
  readonly hidden: Value | null;
}

export interface LossInputs {
  readonly forget: ScoredAnswers;
  /** Refusals of the same questions about the same pictures as `forget`; null unless used. */
  readonly refused: ScoredAnswers | null;
  /** Null for methods that need no retain set. */
  readonly retain: ScoredAnswers | null;
  readonly forgetStart: FrozenScores | null;
  readonly refusedStart: FrozenScores | null;
  readonly retainStart: FrozenScores | null;
  /** float[H] of length 1, one for the whole run; null unless the method steers. */
  readonly direction: Value | null;
}

/** What a method wants beside the scored forget answers. */
export type Wanted =
  | 'retain'
  /** log π_θ₀ of the forget answers. */
  | 'forgetStart'
  /** Whole distributions of θ₀ on the forget answers. */
  | 'forgetDistributions'
  /** Refusals of the forget questions, scored by θ and θ₀. */
  | 'refused'
  /** Whole distributions of θ₀ on the retain answers. */
  | 'retainStart'
  /** Hidden states of one layer, of θ and of θ₀, and a random direction. */
  | 'hidden';

/** Numbers a method may use; each method documents which. */
export interface MethodWeights {
  /** α: weight of the retain term. */
  readonly retainWeight: number;
  /** β: inverse temperature of the preference methods, exponent of WGA, logits that UNDIAL takes away. */
  readonly beta: number;
  /** δ: the loss per token that SimNPO asks for beyond none. */
  readonly margin: number;
  /** c: length of the hidden state that RMU steers to. */
  readonly steering: number;
}

export interface TrainingDefaults extends MethodWeights {
  readonly steps: number;
  readonly learningRate: number;
}

/** For methods that use none, or to spread before those that are used. */
export const noWeights: MethodWeights = { retainWeight: 0, beta: 0, margin: 0, steering: 0 };

export interface UnlearningMethod {
  /** Kebab-case, as in zoo names and plans. */
  readonly id: string;
  readonly title: string;
  /** What is minimised, as one line. */
  readonly formula: string;
  readonly citation: string;
  /** What is put in the forget answers' place. */
  readonly forgetAnswers: AnswerSource;
  readonly uses: readonly Wanted[];
  /** Trains only weights that matter more to the forget than to the retain set (saliency-mask.ts). */
  readonly onlySalientWeights?: boolean;
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
