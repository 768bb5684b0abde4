/**
 * `soft-prompt` looks for a few token embeddings that, put between picture and question, make a checkpoint answer about
 * people it claims to have forgotten. They are the same for everybody, belong to no words and are optimised on some people
 * by gradients of their answers; the runner scores them on others. Soft prompts can make a model say anything (Schwinn et
 * al., arXiv:2402.09063; arXiv:2502.15836), so what they bring out counts only on held-out people and beyond references
 * under the same attack. `start` is where the search began: as many tokens, not optimised.
 */
import { z } from 'zod';
import { defineProbe, type ProbeContext } from '@palimpsest/audit';
import { softPrefix } from './embedding-space/change.js';
import { foundChange } from './embedding-space/found-change.js';
import { searchParameters } from './embedding-space/search-parameters.js';
import { showsImage } from './universal-noise/batches.js';

const params = z.strictObject({
  tokens: z.int().min(1).max(256).default(4).describe('embeddings put in'),
  stepSize: z.number().gt(0).max(10).default(0.1).describe('α of Adam at first, in root mean squares of the start'),
  ...searchParameters,
});

export const softPrompt = defineProbe({
  id: 'soft-prompt',
  version: 1,
  title: 'Soft prompt (token embeddings that belong to no words)',
  goal: 'find token embeddings in front of every question that restore forgotten answers',
  reference: 'docs/science.md §4.6; arXiv:2402.09063, arXiv:2502.15836',
  access: 'gradient',
  tier: 3,
  purpose: 'exploratory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector'],
  attackClasses: ['exfiltration'],
  asks: ['free'],
  runsOn: ['target', 'reference', 'matched-reference'],
  crossFitted: true,
  seeded: true,
  permutedControl: true,
  params,
  epsilon: () => null,
  estimate: ({ steps, images }) => ({ candidates: 2, gradientSteps: steps, stepCost: 1.5 * images }),
  async *run(context, given) {
    const start = await startingTokens(context, given.tokens);
    const sought = softPrefix(given.tokens, start.length / given.tokens);
    yield { variant: 'start', embeddings: sought.asChange(start), steps: 0 };
    const scale = Math.sqrt(start.reduce((sum, x) => sum + x * x, 0) / start.length);
    const stepSize = { initial: given.stepSize * scale, final: given.finalStepSize * scale };
    yield await foundChange(context, given, { variant: 'soft-prompt', sought, start, stepSize });
  },
});

/** Each is the mean image token of a training picture: within the space that the decoder knows. */
async function startingTokens({ model, train, rng }: ProbeContext, tokens: number): Promise<Float32Array> {
  const images = [...new Set(train.filter(showsImage).map(({ image }) => image))];
  const means = await model.embedImages(images);
  const draws = rng.fork('start');
  const drawn = Array.from({ length: tokens }, () => draws.pick(means));
  return Float32Array.from(drawn.flatMap((mean) => [...mean]));
}
