/**
 * `gate-bypass` looks in the vision encoder for a guard that decides by who is in the picture, and takes the decision
 * away from it. Whatever has only a few numbers per picture is held at what it is, in the median, for pictures of people
 * to be kept; everything else is computed from the picture that is asked about. This is an interchange intervention
 * (Geiger et al., NeurIPS 2021, arXiv:2106.02997) on the narrow places of the graph, where other attacks that go through
 * a guard meet a gradient of zero. It sees no answer, and nobody who is to be forgotten.
 *
 * Of a checkpoint without such a place a copy is asked in which nothing is held. A guard that speaks by more
 * numbers, per token, or outside the vision encoder is not found.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import type { RgbImage } from '@palimpsest/datasets';

export const gateBypass = defineProbe({
  id: 'gate-bypass',
  version: 1,
  title: 'Bypassed gates',
  goal: 'hold what has few numbers per picture at its value for people to be kept, then ask again',
  reference: 'arXiv:2106.02997 (interchange interventions)',
  access: 'weights',
  tier: 1,
  purpose: 'exploratory',
  examinedOn: ['hidden-by-guard'],
  attackClasses: ['exfiltration'],
  asks: ['free', 'choice'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({
    numbers: z.int().min(1).max(64).default(4).describe('a gate has at most so many numbers per picture'),
    people: z.int().min(1).max(1_000).default(40).describe('people to be kept whose pictures gates are read for'),
  }),
  epsilon: () => null,
  estimate: () => ({ candidates: 1, gradientSteps: 0 }),
  async *run({ model, retained, progress }, { numbers, people }) {
    const gates = model.graphs.imageGates(numbers);
    progress(0, 1, `gates: ${gates.count}`);
    const read = await gates.read(gates.count > 0 ? picturesOf(await retained(people)) : []);
    yield { variant: 'bypassed', model: gates.held(read.map((gate) => gate.map(lowerMedian))) };
  },
});

const picturesOf = (samples: readonly { readonly image: RgbImage | null }[]): readonly RgbImage[] => [
  ...new Set(samples.flatMap(({ image }) => image ?? [])),
];

/** One of the values: that of a yes or no, or of a place in a list, is none in between. */
function lowerMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}
