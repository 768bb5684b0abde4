/** What both probes among embeddings yield: where the search began, and where it ended. */
import type { Candidate, ProbeContext } from '@palimpsest/audit';
import { showsImage } from '../universal-noise/batches.js';
import { optimise } from '../universal-noise/optimise.js';
import type { ValidationLoss } from '../universal-noise/validation-loss.js';
import type { SoughtChange } from './change.js';
import { prepareChange } from './prepared-change.js';

export interface SearchSettings {
  readonly steps: number;
  readonly images: number;
  readonly questions: number;
  readonly validateEvery: number;
  readonly validationQuestions: number;
}

export interface Search {
  readonly variant: string;
  readonly sought: SoughtChange;
  readonly start: Float32Array;
  /** α of Adam, in units of the change's numbers. */
  readonly stepSize: { readonly initial: number; readonly final: number };
}

export async function foundChange(context: ProbeContext, given: SearchSettings, search: Search): Promise<Candidate> {
  const { model, train, rng, signal, checkpointing, progress } = context;
  const { variant, sought, start, stepSize } = search;
  if (given.steps === 0) return { variant, embeddings: sought.asChange(start), steps: 0 };
  signal.throwIfAborted();
  const attack = await prepareChange(model, train, sought, start, given);
  try {
    const { delta, steps, curves } = await optimise(
      attack,
      {
        ...{ epsilon: 0, steps: given.steps, select: 'validation', validateEvery: given.validateEvery },
        stepSize: { schedule: 'cosine', ...stepSize },
      },
      {
        ...{ signal, checkpointing, rng: rng.fork('batches') },
        validation: validationLoss(context, sought, given.validationQuestions),
        progress: (step, message) => progress(step, given.steps, message),
      },
    );
    return { variant, embeddings: sought.asChange(delta), curves, steps };
  } finally {
    await attack.close();
  }
}

/** Of fixed questions about validation people, through the model's ordinary forward pass; null without any. */
function validationLoss(
  { model, validation, rng }: ProbeContext,
  sought: SoughtChange,
  most: number,
): ValidationLoss | null {
  const shown = validation.filter(showsImage);
  const fixed = rng.fork('validation').sample(shown, Math.min(most, shown.length));
  if (fixed.length === 0) return null;
  return async (values) => {
    const copy = model.graphs.withEmbeddings(sought.asChange(values));
    const rows = await copy.answerLogProbabilities(fixed);
    await copy.close();
    const total = rows.reduce((sum, row) => sum + row.total, 0);
    return -total / rows.reduce((count, row) => count + row.tokens.length, 0);
  };
}
