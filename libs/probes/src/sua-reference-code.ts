/**
 * `sua-reference-code` does what the official code of SUA does, defects included, for comparison only
 * (SCIENCE §1.3): the alignment term is computed without gradient and on pixels that are not normalised, the
 * perturbed image is not clipped, and the kept δ is the one whose own random batch happened to have the
 * lowest loss. Sign descent, α = 1/255 throughout, batches of 6, start at 0. Seeds are added, as without them
 * nothing could be rerun, and its questions are those of the audit.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import { epsilon } from '@palimpsest/contracts';
import { attackCandidates } from './sua/attack-candidates.js';

const params = z.strictObject({
  epsilon: epsilon.default(12 / 255),
  steps: z.int().min(0).max(100_000).default(1000).describe('1000 in the published script'),
  images: z.int().min(1).max(1024).default(6).describe('people per step; 6 as published'),
  questions: z.int().min(1).max(64).default(1).describe('questions per image and step; 1 as published'),
  denoiser: z.enum(['gaussian-blur', 'dncnn']).default('dncnn').describe('D of the denoised term'),
});

export const suaReferenceCode = defineProbe({
  id: 'sua-reference-code',
  version: 1,
  title: 'SUA, behaviour of the published code (re-implementation after the abstract and official code 214c2f3)',
  goal: 'repeat what the published code does, with its dead alignment term, for comparison',
  reference: 'arXiv:2506.17265; official code at 214c2f3',
  access: 'gradient',
  tier: 3,
  purpose: 'comparison',
  examinedOn: ['idk-projector'],
  attackClasses: ['exfiltration'],
  asks: ['free'],
  runsOn: ['target'],
  crossFitted: true,
  seeded: true,
  permutedControl: true,
  params,
  epsilon: (given) => given.epsilon,
  estimate: (given) => ({ candidates: 1, gradientSteps: given.steps, stepCost: 1.7 * given.images }),
  run: (context, given) =>
    attackCandidates(context, {
      ...given,
      variant: 'sua-reference-code',
      behaviour: 'reference-code',
      select: 'batch-loss',
      update: 'sign',
      weights: { denoised: 1, alignment: 0.7 },
      stepSize: { schedule: 'constant', initial: 1 / 255, final: 1 / 255 },
      validateEvery: given.steps + 1,
      validationQuestions: 1,
      unboundedSteps: 0,
    }),
});
