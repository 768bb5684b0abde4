/** Small audits of the zoo that differ from one another; some optimise, so that there is state to be lost half-way. */
import type { PlanInput } from '@palimpsest/contracts';
import { Rng } from '@palimpsest/tensor';

export const targets = ['idk-few', 'npo', 'gradient-ascent', 'gradient-difference', 'kl-minimisation'] as const;
export const reference = 'reference-a';
export const dataset = 'people-published';

export function smallPlans(count: number, seed: number): readonly PlanInput[] {
  const rng = new Rng(`plans ${seed}`);
  return Array.from({ length: count }, (_, index) => ({
    name: `chaos-${index}`,
    preset: 'screening',
    dataset,
    checkpoints: [
      { name: rng.pick(targets), role: 'target' as const },
      ...(index % 4 === 0 ? [{ name: reference, role: 'reference' as const }] : []),
    ],
    seeds: [index],
    scoring: { views: 1, trainViews: 1, retainSubjects: rng.integer(6), maxNewTokens: 3 + rng.integer(2) },
    policy: { resamples: 500 },
    probes: ['direct', ...optimising(index)],
  }));
}

/** Two in ten relearn, one in ten attacks and saves its state on the way. */
function optimising(index: number): NonNullable<PlanInput['probes']> {
  if (index % 5 === 1) return [{ id: 'relearn', on: ['target'], params: { steps: 4, subjects: 4 } }];
  if (index % 10 !== 3) return [];
  const params = { steps: 60, images: 2, questions: 1, unboundedSteps: 2, validationQuestions: 2, validateEvery: 30 };
  return [{ id: 'sua', on: ['target'], params }];
}
