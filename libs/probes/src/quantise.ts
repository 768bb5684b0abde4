/**
 * `quantise` rounds the weights of a copy to int8 and int4 and asks again. Unlearning that moves weights by less than
 * half a step is undone by rounding: with utility constraints models kept 21 % of forgotten knowledge in full precision
 * and 83 % in 4 bits (Zhang et al., ICLR 2025, arXiv:2410.16454). Deterministic, and no answer is shown to it.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import type { Tensor } from '@palimpsest/tensor';
import { matricesOf } from './quantise/matrices.js';
import { roundToNearest, type Grouping } from './quantise/round-to-nearest.js';

const groupings: readonly (readonly [string, Grouping])[] = [
  ['per-tensor', 'tensor'],
  ['per-channel', 'channel'],
  ['in-blocks', 'block'],
];
const schemes = [8, 4].flatMap((bits) =>
  groupings.map(([name, grouping]) => ({ variant: `int${bits}-${name}`, bits, grouping })),
);

export const quantise = defineProbe({
  id: 'quantise',
  version: 1,
  title: 'Rounded weights (int8 and int4)',
  goal: 'round the matrices of a copy to the nearest of 8-bit and 4-bit levels, then ask again',
  reference: 'arXiv:2410.16454',
  access: 'weights',
  tier: 1,
  purpose: 'exploratory',
  examinedOn: ['hidden-in-rounding'],
  attackClasses: ['exfiltration'],
  asks: ['free', 'choice'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({
    blockSize: z.int().min(2).max(4_096).default(32).describe('inputs that share a scale in the block-wise schemes'),
  }),
  epsilon: () => null,
  estimate: () => ({ candidates: schemes.length, gradientSteps: 0 }),
  async *run({ model, signal, progress }, { blockSize }) {
    const matrices = matricesOf(model);
    if (matrices.length === 0) return; // quantized already: the runner says that there was nothing to score
    for (const [index, { variant, ...scheme }] of schemes.entries()) {
      const values = new Map<string, Tensor>();
      for (const { name, outputAxis, read } of matrices) {
        signal.throwIfAborted();
        values.set(name, roundToNearest(read(), outputAxis, { ...scheme, blockSize }));
      }
      progress(index, schemes.length, variant);
      yield { variant, model: await model.graphs.withParameters(values) };
    }
  },
});
