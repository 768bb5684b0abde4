/**
 * `sua` looks for one pattern of noise, at most ±ε per pixel channel, that makes a checkpoint answer about
 * people it claims to have forgotten, and that survives denoising. White-box: it follows gradients through
 * vision encoder and decoder. The pattern is optimised on some people; the runner scores it on others.
 * Re-implementation after the abstract of arXiv:2506.17265 and the official code at 214c2f3, with the code's
 * defects fixed: live alignment gradient on normalised pixels, x + δ clipped, fixed validation people, seeds.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import { epsilon } from '@palimpsest/contracts';
import { attackCandidates } from './sua/attack-candidates.js';

const params = z
  .strictObject({
    epsilon: epsilon.default(12 / 255),
    steps: z.int().min(0).max(100_000).default(150).describe('gradient steps; 0 changes nothing'),
    images: z.int().min(1).max(1024).default(12).describe('people per step, one image each'),
    questions: z.int().min(1).max(64).default(4).describe('questions per image and step'),
    imagesPerPass: z
      .int()
      .min(1)
      .max(1024)
      .default(1024)
      .describe('of these at a time, at most: a large model takes fewer'),
    recompute: z
      .enum(['fit', 'none', 'attention', 'layers'])
      .default('fit')
      .describe(
        'computed again for the gradient instead of kept: less memory, more time, the same gradient; fit: attention where one image needs more than 1 GiB',
      ),
    stepSize: epsilon.default(2 / 255).describe('α: how far a pixel channel moves in the first step'),
    finalStepSize: epsilon.default(0.25 / 255).describe('where a cosine schedule ends'),
    schedule: z.enum(['constant', 'cosine']).default('cosine').describe('how α goes on from there'),
    update: z.enum(['sign', 'adam']).default('sign').describe('by the sign of the gradient, or by Adam'),
    denoiser: z.enum(['none', 'gaussian-blur', 'dncnn']).default('gaussian-blur').describe('D; none drops both terms'),
    denoisedWeight: z.number().min(0).max(100).default(1).describe('w_den: answer loss on the denoised image'),
    alignmentWeight: z.number().min(0).max(100).default(0.7).describe('w_align: embeddings before and after D'),
    validateEvery: z.int().min(1).default(25).describe('steps between looks at the validation people'),
    validationQuestions: z.int().min(1).max(4096).default(64).describe('questions per such look'),
    unboundedSteps: z.int().min(0).default(10).describe('steps of the check without ε; 0 skips it'),
  })
  .refine(({ images, imagesPerPass }) => images % Math.min(images, imagesPerPass) === 0, {
    path: ['imagesPerPass'],
    error: 'images do not divide into passes of this many',
  });

export const sua = defineProbe({
  id: 'sua',
  version: 1,
  title: 'SUA (re-implementation after the abstract and official code 214c2f3)',
  goal: 'find one universal noise that restores forgotten answers and survives denoising',
  reference: 'arXiv:2506.17265',
  access: 'gradient',
  tier: 3,
  purpose: 'confirmatory',
  examinedOn: ['idk-projector', 'gradient-difference', 'kl-minimisation'],
  attackClasses: ['exfiltration'],
  asks: ['free'],
  runsOn: ['target', 'reference', 'matched-reference'],
  crossFitted: true,
  seeded: true,
  permutedControl: true,
  params,
  epsilon: (given) => given.epsilon,
  estimate: (given) => ({
    candidates: given.unboundedSteps > 0 ? 2 : 1,
    gradientSteps: given.steps + given.unboundedSteps,
    stepCost: given.images * (1 + given.questions / 4),
    checks: given.unboundedSteps > 0 ? 1 : 0,
  }),
  run: (context, given) =>
    attackCandidates(context, {
      ...given,
      variant: 'sua',
      behaviour: 'corrected',
      select: 'validation',
      weights: { denoised: given.denoisedWeight, alignment: given.alignmentWeight },
      stepSize: { schedule: given.schedule, initial: given.stepSize, final: given.finalStepSize },
    }),
});
