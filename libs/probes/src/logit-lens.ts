/**
 * `logit-lens` lets the last norm and the head read the residual stream behind earlier layers, W_U·norm(h_l), and asks what
 * they would answer: a model that was taught to refuse may know better before its last layers. `gain-layer…` looks at what
 * a layer makes likelier instead, p_l − p_(l−1), which is UnLOK-VQA's probability delta. Nothing is optimised and no answer
 * is shown. One row per layer; no layer is chosen by what it gives.
 *
 * UnLOK-VQA counts an answer as found when it is among the k most and k least likely tokens of several layers, which are
 * many guesses. Here every row has one guess, as the attribute prior has: the likeliest value, or the likeliest words.
 * nostalgebraist, "interpreting GPT: the logit lens" (2020); SCIENCE §4.3, §4.4.
 */
import { z } from 'zod';
import { defineProbe } from '@palimpsest/audit';
import { evenly, layerName, layersLookedAt, streamOf, USUAL_LAYERS } from './hidden-states/layers.js';

export const logitLens = defineProbe({
  id: 'logit-lens',
  version: 1,
  title: 'Logit lens and probability delta',
  goal: 'read the answer off the residual stream behind earlier layers',
  reference: 'docs/science.md §4.3, §4.4; arXiv:2505.01456',
  access: 'weights',
  tier: 1,
  purpose: 'exploratory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector'],
  attackClasses: ['attribute-inference', 'exfiltration'],
  asks: ['free', 'choice'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({
    layers: layersLookedAt,
  }),
  epsilon: () => null,
  estimate: ({ layers }) => ({ candidates: 2 * layers, gradientSteps: 0, usual: 2 * Math.min(layers, USUAL_LAYERS) }),
  // eslint-disable-next-line @typescript-eslint/require-await -- copies are made at once; the runner awaits the answers
  async *run({ model, signal, progress }, { layers: most }) {
    const stream = streamOf(model);
    const chosen = evenly(stream.layers, most);
    for (const [index, layer] of chosen.entries()) {
      signal.throwIfAborted();
      progress(index, chosen.length, `layer ${layer} of ${stream.layers}`);
      yield { variant: layerName(layer), model: stream.readAt(layer) };
      if (layer > 1) yield { variant: `gain-${layerName(layer)}`, model: stream.readGainAt(layer), asks: ['choice'] };
    }
  },
});
