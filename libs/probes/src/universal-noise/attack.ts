/** A search for one noise for all images, ready to take steps: by gradients or by asking. */
import type { AskedImage, People } from './batches.js';

/** What moves from step to step. */
export interface Position {
  readonly delta: Float32Array;
  readonly moments: Readonly<Record<string, Float32Array>>;
}

export interface TermMeasurement {
  /** `adversarial` is the loss of the forgotten answers; others are the method's own. */
  readonly term: string;
  /** At the δ before the step. */
  readonly loss: number;
  /** Null for a search that knows no gradient. */
  readonly gradientNorm: number | null;
}

export interface PreparedAttack {
  readonly people: People;
  /** δ = 0 and no moments. */
  readonly start: Position;
  readonly batchSize: { readonly images: number; readonly questions: number };
  step(
    batch: readonly AskedImage[],
    from: Position,
    at: { readonly step: number; readonly alpha: number; readonly epsilon: number },
  ): Promise<{ readonly position: Position; readonly terms: readonly TermMeasurement[] }>;
  close(): Promise<void>;
}
