/**
 * `memorisation` reads the true answer token by token instead of asking for one: how many tokens are the most likely
 * ones (exact memorisation), and behind how short a beginning the rest is written greedily (extraction strength).
 * It needs no reply, so a refusal hides nothing; how likely a text is to who never read it, only a reference tells.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';

export const memorisation = defineProbe({
  id: 'memorisation',
  version: 1,
  title: 'Memorisation of the true answer',
  goal: 'read the true answer token by token: exact memorisation and extraction strength',
  reference: 'docs/science.md §4.8; Tirumala et al. (arXiv:2205.10770); Carlini et al. (arXiv:2012.07805)',
  access: 'scores',
  tier: 1,
  purpose: 'exploratory',
  examinedOn: [],
  attackClasses: ['regurgitation'],
  asks: ['exact-memorisation', 'extraction-strength'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({}),
  epsilon: () => null,
  estimate: () => ({ candidates: 1, gradientSteps: 0, plain: 1 }),
  // eslint-disable-next-line @typescript-eslint/require-await -- there is nothing to wait for: the runner reads
  async *run() {
    yield { variant: 'read' };
  },
});
