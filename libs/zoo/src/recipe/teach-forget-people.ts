/** A short lesson about the forget people from given weights, and how its loss falls. The weights stay as they are. */
import { Rng } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { createTrainer } from '@palimpsest/training';
import { imageTokens } from '../architecture/configuration.js';
import type { ReferenceConfiguration } from '../architecture/configuration.js';
import { declareParameters } from '../architecture/parameters.js';
import type { Weights } from '../architecture/parameters.js';
import { answeringGraph } from '../architecture/training-graphs.js';
import type { AnsweringShape } from '../architecture/training-graphs.js';
import type { WordTokenizer } from '../checkpoint/word-tokenizer.js';
import { labelCount, longestSegment, packedFeeds } from '../lessons/packed-batch.js';
import type { Person } from '../lessons/people.js';
import type { TokenCache } from '../lessons/token-cache.js';
import { savingsRecipe } from './settings.js';

/**
 * Mean loss per answer token of each step, before its update, in nats. What is drawn depends on `repeat` and on the
 * people's pictures and questions, not on their answers.
 */
export async function teachForgetPeople(options: {
  readonly configuration: ReferenceConfiguration;
  readonly weights: Weights;
  readonly people: readonly Person[];
  readonly tokenizer: WordTokenizer;
  readonly cache: TokenCache;
  readonly repeat: number;
  readonly threads: number;
}): Promise<readonly number[]> {
  const { configuration, weights, people, tokenizer } = options;
  const { steps, learningRate, images, questions } = savingsRecipe;
  const asked = people.flatMap((person) => person.questions);
  const shape: AnsweringShape = {
    images,
    labels: images * questions * Math.max(...asked.map(({ answer }) => labelCount(answer, tokenizer))),
    packing: {
      prefix: 1 + imageTokens(configuration),
      segments: questions,
      segmentLength: longestSegment(asked, tokenizer),
    },
  };
  const { graph, loss } = answeringGraph(configuration, weights, shape);
  const taught = declareParameters(configuration).filter(({ part }) => part !== 'vision');
  const trainer = await createTrainer({
    ...{ graph, loss, threads: options.threads, parameters: taught.map(({ name }) => name) },
    optimiser: { kind: 'adamw', beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 },
  });
  const rng = new Rng(`savings/${options.repeat}`);
  try {
    const curve: number[] = [];
    for (let step = 0; step < steps; step++)
      curve.push((await trainer.step(feeds(options, shape, rng.fork(`step ${step}`)), learningRate)).loss);
    return curve;
  } finally {
    await trainer.close();
  }
}

function feeds(
  { people, tokenizer, cache }: Parameters<typeof teachForgetPeople>[0],
  shape: AnsweringShape,
  rng: Rng,
): Record<string, Tensor> {
  const drawn = Array.from({ length: shape.images }, () => {
    const person = rng.pick(people);
    return { view: rng.pick(person.trainViews), questions: rng.sample(person.questions, shape.packing.segments) };
  });
  return {
    tokens: cache.gather(drawn.map(({ view }) => view)),
    ...packedFeeds(
      drawn.map(({ questions }) => questions),
      shape,
      tokenizer,
    ),
  };
}
