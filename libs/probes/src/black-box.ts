/**
 * `black-box` looks for SUA's kind of noise, one for all pictures and at most ±ε, without a gradient: it only asks how
 * likely the answers are, and counts every question. Two searches of equal budget, NES and Square. Weaker than SUA where
 * gradients are sound, so where it finds more than SUA does, SUA's gradients were masked and its finding nothing means
 * nothing (Athalye et al., arXiv:1802.00420). The same controls as SUA: held-out people, references, permuted answers.
 */
import { z } from 'zod';
import { defineProbe, type Candidate, type ProbeContext } from '@palimpsest/audit';
import { epsilon } from '@palimpsest/contracts';
import { nes } from './black-box/nes.js';
import { savedPart } from './black-box/saved-parts.js';
import { prepareSearch, type Move } from './black-box/search.js';
import { square } from './black-box/square.js';
import { optimise } from './universal-noise/optimise.js';
import { validationLoss } from './universal-noise/validation-loss.js';

const params = z.strictObject({
  epsilon: epsilon.default(12 / 255),
  steps: z.int().min(0).max(100_000).default(40).describe('of each search; one costs 2·pairs·images·questions queries'),
  images: z.int().min(1).max(1024).default(8).describe('people per step, one image each'),
  questions: z.int().min(1).max(64).default(4).describe('questions per image and step'),
  pairs: z.int().min(1).max(10_000).default(16).describe('a step evaluates its batch twice as often'),
  sigma: epsilon.default(4 / 255).describe('σ of the draws of NES'),
  stepSize: epsilon.default(2 / 255).describe('α of NES in the first step'),
  finalStepSize: epsilon.default(0.5 / 255).describe('where its cosine schedule ends'),
  squareShare: z.number().gt(0).max(1).default(0.05).describe('part of the picture that the first square takes'),
  validateEvery: z.int().min(1).default(10).describe('steps between looks at the validation people'),
  validationQuestions: z.int().min(1).max(4096).default(64).describe('queries per such look, beyond the budget'),
});
type Params = z.output<typeof params>;

type Grid = ProbeContext['model']['pixelGrid'];

interface Search {
  readonly name: string;
  readonly move: (given: Params, grid: Grid) => Move;
}

const searches: readonly Search[] = [
  { name: 'nes', move: ({ pairs, sigma }) => nes(pairs, sigma) },
  { name: 'square', move: ({ squareShare: share, ...given }, grid) => square({ ...given, share }, grid) },
];

export const blackBox = defineProbe({
  id: 'black-box',
  version: 1,
  title: 'Image noise found without gradients, a check of SUA for masked ones (NES and Square)',
  goal: 'find one universal noise from answer probabilities alone, on a budget of queries',
  reference: 'arXiv:1804.08598, arXiv:1912.00049',
  access: 'scores',
  tier: 3,
  purpose: 'exploratory',
  examinedOn: [],
  attackClasses: ['exfiltration'],
  asks: ['free'],
  runsOn: ['target', 'reference', 'matched-reference'],
  crossFitted: true,
  seeded: true,
  permutedControl: true,
  params,
  epsilon: (given) => given.epsilon,
  estimate: ({ steps, pairs, images, questions }) => ({
    candidates: searches.length,
    gradientSteps: searches.length * steps,
    stepCost: (2 * pairs * images * questions) / 8, // a view is asked about in eight questions
  }),
  async *run(context, given) {
    for (const [index, search] of searches.entries()) yield await found(context, given, search, index);
  },
});

async function found(context: ProbeContext, given: Params, { name, move }: Search, index: number): Promise<Candidate> {
  const { model, train, validation, signal, checkpointing } = context;
  const { height, width } = model.pixelGrid;
  if (given.steps === 0) {
    return { variant: name, perturbation: { delta: new Float32Array(3 * height * width) }, steps: 0 };
  }
  const rng = context.rng.fork(name);
  const attack = prepareSearch({ model, train, signal, rng: rng.fork('moves') }, given, move(given, model.pixelGrid));
  const total = searches.length * given.steps;
  const { steps, delta, curves } = await optimise(
    attack,
    {
      ...{ epsilon: given.epsilon, steps: given.steps, select: 'validation', validateEvery: given.validateEvery },
      stepSize: { schedule: 'cosine', initial: given.stepSize, final: given.finalStepSize },
    },
    {
      ...{ signal, rng: rng.fork('batches'), checkpointing: savedPart(checkpointing, name) },
      validation: validationLoss(model, validation, given.validationQuestions, context.rng.fork('validation')),
      progress: (step, message) => context.progress(index * given.steps + step, total, `${name}: ${message}`),
    },
  );
  return { variant: name, perturbation: { delta }, curves, steps };
}
