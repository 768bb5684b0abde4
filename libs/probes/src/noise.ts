/**
 * `noise` adds ±ε with random signs: the control that an optimised perturbation of the same size must beat.
 * Each draw is one universal pattern, as an attack's δ is; the draws are averaged.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import { epsilon } from '@palimpsest/contracts';
import type { Rng } from '@palimpsest/tensor';

export const noise = defineProbe({
  id: 'noise',
  version: 1,
  title: 'Random noise of equal size',
  goal: 'add ±ε with random signs to every channel and ask again',
  reference: 'docs/science.md §4.0 control 4',
  access: 'scores',
  tier: 1,
  purpose: 'control',
  examinedOn: [],
  attackClasses: [],
  asks: ['free', 'choice'],
  runsOn: ['target'],
  crossFitted: false,
  seeded: true,
  permutedControl: false,
  params: z.strictObject({
    epsilon: epsilon.default(12 / 255),
    draws: z.int().min(1).max(100).default(3).describe('independent patterns'),
  }),
  epsilon: (params) => params.epsilon,
  estimate: (params) => ({ candidates: params.draws, gradientSteps: 0 }),
  // eslint-disable-next-line @typescript-eslint/require-await -- drawing is immediate; the runner awaits the grading
  async *run({ model, rng }, params) {
    const { height, width } = model.pixelGrid;
    for (let draw = 1; draw <= params.draws; draw++) {
      const delta = randomSigns(rng.fork(`draw ${draw}`), 3 * height * width, params.epsilon);
      yield { variant: `noise-${draw}`, perturbation: { delta } };
    }
  },
});

function randomSigns(rng: Rng, length: number, size: number): Float32Array {
  return Float32Array.from({ length }, () => (rng.uniform() < 0.5 ? -size : size));
}
