/**
 * `head-projection` picks a few tokens per question off the residual stream, without seeing an answer, and counts how
 * often the true one begins with one of them: those that the head makes likeliest, and least likely, behind any of
 * several layers. An answer that was pushed down may still stand out at either end. `probability-delta` and
 * `second-difference` pick by how much a layer changes probabilities, and by how that changes. These are the white-box
 * attacks of UnLOK-VQA that train nothing (Patil et al., arXiv:2505.01456), with its k.
 *
 * A set of up to 2·k tokens per layer is that many guesses at once, so there is no prior to hold it against: how often
 * such a set holds the answer of somebody whom the model never saw is what references tell. `logit-lens` reads the same
 * layers with one guess each.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import { evenly, layersLookedAt, streamOf } from './hidden-states/layers.js';

/** A difference takes a layer more, a second one two. */
const makings = [
  { making: 'head-projection', least: 1 },
  { making: 'probability-delta', least: 2 },
  { making: 'second-difference', least: 3 },
] as const;

/** Of the reference models, which have two layers. */
const USUAL_CANDIDATES = 2;

export const headProjection = defineProbe({
  id: 'head-projection',
  version: 1,
  title: 'Head projection with likeliest and least likely tokens',
  goal: 'pick few tokens off the residual stream among which the answer begins',
  reference: 'docs/science.md §4.4; arXiv:2505.01456',
  access: 'weights',
  tier: 1,
  purpose: 'exploratory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector'],
  attackClasses: ['attribute-inference', 'exfiltration'],
  asks: ['token-set'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({
    layers: layersLookedAt,
    tokens: z.int().min(1).max(1_000).default(4).describe('k: likeliest and as many least likely ones of each layer'),
  }),
  epsilon: () => null,
  estimate: () => ({ candidates: makings.length, gradientSteps: 0, usual: USUAL_CANDIDATES }),
  // eslint-disable-next-line @typescript-eslint/require-await -- copies are made at once; the runner awaits the answers
  async *run({ model, signal, progress }, { layers: most, tokens }) {
    const stream = streamOf(model);
    const layers = evenly(stream.layers, most);
    for (const [index, { making, least }] of makings.entries()) {
      if (layers.length < least) return;
      signal.throwIfAborted();
      progress(index, makings.length, `${making} behind ${layers.length} layers`);
      yield { variant: making, model: stream.readTokenSet({ making, layers, most: tokens }) };
    }
  },
});
