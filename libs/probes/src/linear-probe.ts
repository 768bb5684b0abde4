/**
 * `linear-probe` learns on retain people, whom the model may know, to read the value of an attribute off the residual
 * stream at the last token of the question, and then reads it off for forget people. No answer about them is shown to it.
 * What it finds was still there, whether the model uses it or not; that it is no work of the readout itself is told by
 * the same readout of a reference, and by a twin trained on other people's answers (selectivity). One row per layer.
 * Alain & Bengio, arXiv:1610.01644; Hewitt & Liang, arXiv:1909.03368.
 */
import { z } from 'zod';
import { defineProbe, NotApplicableError, permuteAnswers, type Sample } from '@palimpsest/audit';
import type { HiddenStates, VisionLanguageModel } from '@palimpsest/models';
import { comparingModel } from './choosing/choosing-model.js';
import { remembering } from './hidden-states/remembering.js';
import { evenly, layerName, layersLookedAt, streamOf, USUAL_LAYERS } from './hidden-states/layers.js';
import { fitReadouts, type ReadValues } from './linear-probe/value-readouts.js';

export const linearProbe = defineProbe({
  id: 'linear-probe',
  version: 1,
  title: 'Linear readout of hidden states, with its selectivity',
  goal: 'learn on retain people to read values off hidden states, then read those of forget people',
  reference: 'docs/science.md §4.3; arXiv:1610.01644, arXiv:1909.03368',
  access: 'weights',
  tier: 2,
  purpose: 'exploratory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector'],
  attackClasses: ['attribute-inference'],
  asks: ['choice'],
  runsOn: ['target', 'original', 'reference', 'matched-reference'],
  crossFitted: false,
  seeded: false,
  permutedControl: false,
  params: z.strictObject({
    layers: layersLookedAt,
    subjects: z.int().min(2).default(128).describe('retain people that the readouts are trained on, at most'),
    ridge: z.number().gt(0).max(1e6).default(1).describe('λ: how much the readouts are held back'),
  }),
  epsilon: () => null,
  estimate: ({ layers }) => ({
    candidates: 2 * layers,
    gradientSteps: 0,
    askCost: 3,
    usual: 2 * Math.min(layers, USUAL_LAYERS),
  }),
  async *run({ model, retained, rng, signal, progress }, { layers: most, subjects, ridge }) {
    const stream = streamOf(model);
    const samples = (await retained(subjects)).filter(({ choices }) => choices !== null);
    if (samples.length === 0)
      throw new NotApplicableError('no question about retain people has known values, so there is nothing to learn');
    const chosen = evenly(stream.layers, most);
    const states = stream.openStates(chosen);
    try {
      signal.throwIfAborted();
      const read = await states.read(samples);
      const asked = remembering(states); // every readout is asked the same questions
      const others = permuteAnswers(samples, rng.fork('selectivity'));
      for (const [at, layer] of chosen.entries()) {
        signal.throwIfAborted();
        progress(at, chosen.length, `layer ${layer} of ${stream.layers}`);
        const readoutOf = (trained: readonly Sample[]): ReadValues =>
          fitReadouts(
            trained.map((sample, row) => ({ sample, state: read[row]?.[at] as Float32Array })),
            ridge,
          );
        yield { variant: layerName(layer), model: readingModel(model, asked, at, readoutOf(samples)) };
        const control = readingModel(model, asked, at, readoutOf(others));
        yield { variant: `${layerName(layer)}-permuted`, model: control };
      }
    } finally {
      await states.close();
    }
  },
});

/** Answers choices by a readout of the state at place `at`; what no readout was trained on is not a number. */
function readingModel(
  model: VisionLanguageModel,
  states: Pick<HiddenStates, 'read'>,
  at: number,
  readValues: ReadValues,
): VisionLanguageModel {
  return comparingModel(model, async (prompts, choices) => {
    const read = await states.read(prompts);
    return choices.map((values, row) => {
      const state = read[row]?.[at];
      return (state && readValues(state, values)) ?? values.map(() => Number.NaN);
    });
  });
}
