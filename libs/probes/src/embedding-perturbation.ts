/**
 * `embedding-perturbation` is SUA behind the vision encoder: one shift of the image's token embeddings for all people, no
 * longer than a share of each token's own length. No picture has to cause it, so it bounds from above what noise of the
 * picture could do: where it finds no more than SUA, the way through the pixels is not what holds SUA back. The same
 * controls as SUA's, and `random`: a shift of full length in a random direction. After SCIENCE §4.6; arXiv:2402.09063.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import { boundedShift } from './embedding-space/change.js';
import { foundChange } from './embedding-space/found-change.js';
import { imageTokens } from './embedding-space/image-tokens.js';
import { searchParameters } from './embedding-space/search-parameters.js';

const params = z.strictObject({
  radius: z.number().min(0).max(100).default(0.25).describe('longest shift of a token, in lengths of the token (L2)'),
  stepSize: z.number().gt(0).max(10).default(0.1).describe('α of Adam at first, in radii spread over all numbers'),
  ...searchParameters,
});

export const embeddingPerturbation = defineProbe({
  id: 'embedding-perturbation',
  version: 1,
  title: 'Shifted image embeddings',
  goal: 'find one bounded shift of the image tokens that restores forgotten answers',
  reference: 'docs/science.md §4.6; arXiv:2402.09063',
  access: 'gradient',
  tier: 3,
  purpose: 'exploratory',
  examinedOn: ['idk-projector'],
  attackClasses: ['exfiltration'],
  asks: ['free'],
  runsOn: ['target', 'reference', 'matched-reference'],
  crossFitted: true,
  seeded: true,
  permutedControl: true,
  params,
  epsilon: () => null,
  radius: (given) => given.radius,
  estimate: ({ steps, images }) => ({ candidates: 2, gradientSteps: steps, stepCost: 1.3 * images }),
  async *run(context, given) {
    const { tokens, hidden } = imageTokens(context.model);
    const sought = boundedShift(tokens, hidden, given.radius);
    const draws = context.rng.fork('random');
    const far = Float32Array.from({ length: tokens * hidden }, () => given.radius * draws.normal());
    yield { variant: 'random', embeddings: sought.asChange(far), steps: 0 };
    const spread = given.radius / Math.sqrt(hidden);
    yield await foundChange(context, given, {
      ...{ variant: 'embedding-perturbation', sought, start: new Float32Array(tokens * hidden) },
      stepSize: { initial: given.stepSize * spread, final: given.finalStepSize * spread },
    });
  },
});
