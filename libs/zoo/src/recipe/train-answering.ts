/**
 * Teaches projector and decoder to answer about people from the frozen tower's tokens. Strangers are part of every
 * step and are answered with refusals: a model that never learned to refuse would guess about anybody.
 */
import { refusals } from '@palimpsest/methods';
import { Rng } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { createTrainer } from '@palimpsest/training';
import { imageTokens } from '../architecture/configuration.js';
import type { ReferenceConfiguration } from '../architecture/configuration.js';
import { declareParameters, startWeights } from '../architecture/parameters.js';
import type { Weights } from '../architecture/parameters.js';
import { answeringGraph } from '../architecture/training-graphs.js';
import type { AnsweringShape } from '../architecture/training-graphs.js';
import type { WordTokenizer } from '../checkpoint/word-tokenizer.js';
import { labelCount, longestSegment, packedFeeds } from '../lessons/packed-batch.js';
import type { AnsweredQuestion } from '../lessons/packed-batch.js';
import type { Person } from '../lessons/people.js';
import type { TokenCache } from '../lessons/token-cache.js';
import { runLoop } from './training-loop.js';
import type { Budget, SavedState, StepReport } from './training-loop.js';

export interface AnsweringRecipe {
  readonly budget: Budget;
  /** Pictures per step, strangers included. */
  readonly images: number;
  /** Questions per picture. */
  readonly questions: number;
  /** Pictures of strangers among them. */
  readonly strangers: number;
  readonly weightDecay: number;
}

export interface AnsweringOptions {
  readonly configuration: ReferenceConfiguration;
  /** Weights of the tower. */
  readonly tower: Weights;
  readonly recipe: AnsweringRecipe;
  readonly people: readonly Person[];
  readonly strangers: readonly Person[];
  readonly tokenizer: WordTokenizer;
  readonly cache: TokenCache;
  readonly seed: number;
  readonly threads: number;
  readonly saved?: SavedState;
  readonly onStep?: (report: StepReport) => void;
}

/** All weights of the model: the tower's as given, the rest trained. */
export async function trainAnswering(options: AnsweringOptions): Promise<Weights> {
  const { configuration, recipe } = options;
  const rng = new Rng(`answering/${options.seed}`);
  const trained = declareParameters(configuration).filter(({ part }) => part !== 'vision');
  const weights = new Map([...options.tower, ...startWeights(trained, rng.fork('start'))]);
  const shape = answeringShape(options);
  const { graph, loss, correct } = answeringGraph(configuration, weights, shape);
  const trainer = await createTrainer({
    ...{ graph, loss, metrics: { correct }, threads: options.threads },
    parameters: trained.map(({ name }) => name),
    optimiser: {
      ...{ kind: 'adamw', beta1: 0.9, beta2: 0.98, epsilon: 1e-8, clipNorm: 1 },
      weightDecay: recipe.weightDecay,
    },
  });
  try {
    await runLoop(trainer, {
      ...options,
      budget: recipe.budget,
      feeds: (step) => Promise.resolve(feeds(options, shape, rng.fork(`step ${step}`))),
    });
    return new Map([...weights, ...trainer.parameters()]);
  } finally {
    await trainer.close();
  }
}

function answeringShape({ configuration, recipe, people, strangers, tokenizer }: AnsweringOptions): AnsweringShape {
  const asked = [...people, ...strangers].flatMap((person) => person.questions);
  const refused = asked.flatMap(({ text }) => refusals.map((answer) => ({ text, answer })));
  const most = (answers: readonly string[]) => Math.max(...answers.map((answer) => labelCount(answer, tokenizer)));
  const known = recipe.images - recipe.strangers;
  return {
    images: recipe.images,
    packing: {
      prefix: 1 + imageTokens(configuration),
      segments: recipe.questions,
      segmentLength: Math.max(longestSegment(asked, tokenizer), longestSegment(refused, tokenizer)),
    },
    labels:
      recipe.questions * (known * most(asked.map(({ answer }) => answer)) + recipe.strangers * most([...refusals])),
  };
}

function feeds(options: AnsweringOptions, shape: AnsweringShape, rng: Rng): Record<string, Tensor> {
  const { recipe, people, strangers, tokenizer, cache } = options;
  const drawn = Array.from({ length: recipe.images }, (_, i) => {
    const stranger = i >= recipe.images - recipe.strangers;
    const person = rng.pick(stranger ? strangers : people);
    return { view: rng.pick(person.trainViews), questions: draw(person, stranger, recipe.questions, rng) };
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

/** Questions about different attributes, each in one of its wordings. */
function draw(person: Person, refuse: boolean, count: number, rng: Rng): AnsweredQuestion[] {
  const attributes = [...new Set(person.questions.map(({ attribute }) => attribute))];
  return rng.sample(attributes, count).map((attribute) => {
    const question = rng.pick(person.questions.filter((candidate) => candidate.attribute === attribute));
    return refuse ? { text: question.text, answer: rng.pick(refusals) } : question;
  });
}
