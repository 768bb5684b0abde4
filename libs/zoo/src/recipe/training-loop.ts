/**
 * The loop all training shares: feeds are a pure function of the step, so that a run resumed from a saved state
 * takes exactly the steps it would have taken.
 */
import { cosine } from '@palimpsest/training';
import type { Trainer, TrainingStep } from '@palimpsest/training';
import type { Tensor } from '@palimpsest/tensor';

export interface Budget {
  readonly steps: number;
  readonly learningRate: number;
  readonly warmup: number;
  /** Fraction of the learning rate left at the end. */
  readonly floor: number;
}

export interface StepReport {
  /** Counted from 1. */
  readonly step: number;
  readonly steps: number;
  readonly result: TrainingStep;
}

/** Where a half-finished run is kept. */
export interface SavedState {
  load(): Promise<Uint8Array | null>;
  save(state: Uint8Array): Promise<void>;
  clear(): Promise<void>;
}

export interface LoopOptions {
  readonly budget: Budget;
  readonly feeds: (step: number) => Promise<Readonly<Record<string, Tensor>>>;
  readonly saved?: SavedState;
  /** Steps between saves. */
  readonly saveEvery?: number;
  readonly onStep?: (report: StepReport) => void;
}

/** Runs what is left of the budget; the trainer stays open. The saved state is cleared by the caller. */
export async function runLoop(trainer: Trainer, options: LoopOptions): Promise<void> {
  const { budget, saved, saveEvery = 100 } = options;
  const rate = cosine({ base: budget.learningRate, warmup: budget.warmup, total: budget.steps, floor: budget.floor });
  const state = await saved?.load();
  if (state) trainer.restore(state);
  while (trainer.steps < budget.steps) {
    const step = trainer.steps;
    const result = await trainer.step(await options.feeds(step), rate(step));
    options.onStep?.({ step: step + 1, steps: budget.steps, result });
    if (saved && (step + 1) % saveEvery === 0) await saved.save(trainer.state());
  }
}
