/**
 * What the SUA probes yield: the optimised δ and, as a sanity check of the attack itself, a δ from a few
 * large steps without ε. Both are scored by the runner.
 */
import type { Candidate, ProbeContext } from '@palimpsest/audit';
import { AttackInputError } from '../universal-noise/attack-input-error.js';
import type { GraphDenoiser } from './attack-step.js';
import { optimise, type Descent } from '../universal-noise/optimise.js';
import { prepareAttack, type AttackShape } from './prepared-attack.js';
import { validationLoss } from '../universal-noise/validation-loss.js';

export interface AttackPlan extends Descent, Omit<AttackShape, 'denoise' | 'questionsPerImage' | 'recompute'> {
  readonly variant: string;
  readonly questions: number;
  readonly denoiser: 'none' | 'gaussian-blur' | 'dncnn';
  readonly recompute?: 'fit' | 'none' | 'attention' | 'layers';
  readonly validationQuestions: number;
  readonly unboundedSteps: number;
}

/** Without ε pixels may go anywhere, and in few steps. */
const unbounded = { epsilon: 1, stepSize: { schedule: 'constant', initial: 16 / 255, final: 16 / 255 } } as const;

export async function* attackCandidates(context: ProbeContext, plan: AttackPlan): AsyncIterable<Candidate> {
  const { model, rng, signal, checkpointing } = context;
  if (plan.steps === 0) {
    const { height, width } = model.pixelGrid;
    yield { variant: plan.variant, perturbation: { delta: new Float32Array(3 * height * width) }, steps: 0 };
    return;
  }
  const off = plan.denoiser === 'none';
  const attack = await prepareAttack(model, context.train, {
    ...plan,
    questionsPerImage: plan.questions,
    recompute: plan.recompute === 'fit' ? undefined : plan.recompute,
    weights: off ? { denoised: 0, alignment: 0 } : plan.weights,
    denoise: off ? null : await differentiable(context, plan.denoiser),
  });
  try {
    const total = plan.steps + plan.unboundedSteps;
    const validation = validationLoss(model, context.validation, plan.validationQuestions, rng.fork('validation'));
    const progress = (step: number, message: string) => context.progress(step, total, message);
    const run = { signal, validation, checkpointing, rng: rng.fork('attack'), progress };
    const found = await optimise(attack, plan, run);
    yield { variant: plan.variant, perturbation: found, curves: found.curves, steps: found.steps };
    if (plan.unboundedSteps === 0) return;
    const free = await optimise(
      attack,
      { ...unbounded, steps: plan.unboundedSteps, select: 'last', validateEvery: plan.unboundedSteps },
      {
        ...run,
        rng: rng.fork('unbounded'),
        checkpointing: null,
        progress: (step) => context.progress(plan.steps + step, total, 'without ε'),
      },
    );
    yield { variant: 'unbounded', perturbation: free, steps: free.steps, use: 'unbounded-check' };
  } finally {
    await attack.close();
  }
}

async function differentiable(context: ProbeContext, denoiser: string): Promise<GraphDenoiser> {
  const defense = await context.defenses.prepare(denoiser);
  if (defense.build) return (g, pixels) => defense.build?.(g, pixels) ?? pixels;
  throw new AttackInputError(`${denoiser} cannot be differentiated`, 'Attack through gaussian-blur or dncnn.');
}
