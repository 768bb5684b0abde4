/**
 * Everything the zoo is made with: budgets, seeds, which models there are and what is known about them. Chosen on
 * the development pool; the published pool has other people and was built once with what is written here.
 */
import type { LowRankOptions, MethodWeights, ParameterScope } from '@palimpsest/methods';
import type { AnsweringRecipe } from './train-answering.js';
import type { TowerRecipe } from './train-tower.js';
import type { Budget } from './training-loop.js';

export const poolNames = ['development', 'published', 'exam'] as const;
export type PoolName = (typeof poolNames)[number];

/** Pools differ in their people and in every training seed but those of the background training. */
export const pools: { readonly [P in PoolName]: { readonly seed: number } } = {
  development: { seed: 1 },
  published: { seed: 3 },
  exam: { seed: 5 },
};

/** Faces that are in no pool: the tower learns their traits, the denoiser their pixels. */
export const backgrounds = { people: 1500, views: 8, denoiserPeople: 300, seed: 0 } as const;

export const towerRecipe: TowerRecipe = {
  budget: { steps: 2000, learningRate: 3e-3, warmup: 100, floor: 0.02 },
  images: 64,
  weightDecay: 0.02,
};

export const answeringRecipe: AnsweringRecipe = {
  budget: { steps: 800, learningRate: 3e-3, warmup: 50, floor: 0.02 },
  images: 48,
  questions: 4,
  strangers: 9,
  weightDecay: 0.01,
};

export const denoiserRecipe: { readonly budget: Budget; readonly images: number } = {
  budget: { steps: 400, learningRate: 3e-3, warmup: 20, floor: 0.02 },
  images: 16,
};

/** SHA-256 of the shipped tower's weights, which the exam pool takes over. */
export const towerDigest = '7bbd1eb2c6cc4bb73c78be8f8ccb93c5282ebf5ba00906634dc300d7685019a6';

/** The lesson that measures savings: fixed before any checkpoint of the exam was built (ADR 17). */
export const savingsRecipe = { steps: 20, learningRate: 1e-3, images: 24, questions: 4, repeats: 2 } as const;

/** `knows` the forget people, `hides` what it still holds, or `forgot`: was trained without them. */
export type Truth = 'knows' | 'hides' | 'forgot';
export type Role = 'original' | 'reference' | 'reference-refusing' | 'target';

/** Trained from the frozen tower on known people, strangers refused. */
export interface AnsweringSource {
  readonly kind: 'answering';
  readonly knows: 'forget+retain' | 'retain';
}

/** Made from another model by a method of libs/methods. */
export interface UnlearningSource extends UnlearningStage {
  readonly kind: 'unlearning';
  readonly from: string;
  /** What follows, each from where the one before it ended. */
  readonly then?: readonly UnlearningStage[];
}

/** One run of a method. */
export interface UnlearningStage {
  readonly method: string;
  readonly scope: ParameterScope;
  readonly steps: number;
  readonly learningRate: number;
  readonly lowRank?: LowRankOptions;
  /** The method's own unless given. */
  readonly weights?: Partial<MethodWeights>;
  /** Only questions of this kind are unlearned; all unless given. */
  readonly questions?: 'generation';
  /** Unlearned are questions that name the person and come without a picture; with theirs everybody is retained. */
  readonly asked?: 'by-name';
}

/** Another model with normal noise added to every weight behind the tower. */
export interface DamageSource {
  readonly kind: 'damage';
  readonly from: string;
  /** Deviation of the noise, as a share of the weights' own in each parameter. */
  readonly noise: number;
}

/** Another model whose vision encoder recognises the forget people and shows the decoder a stranger instead. */
export interface GuardSource {
  readonly kind: 'guard';
  readonly from: string;
  /** `mixed`: by as much as it is sure of; `switched`: one or the other. */
  readonly form: 'mixed' | 'switched';
}

export interface ModelRecipe {
  readonly name: string;
  readonly role: Role;
  readonly truth: Truth;
  readonly source: AnsweringSource | UnlearningSource | DamageSource | GuardSource;
  /** Added to the pool's seed. */
  readonly seedOffset: number;
  /** One sentence for the model card. */
  readonly about: string;
  /** In the exam pool only. */
  readonly exam?: ExamPart;
}

/** How the truth about a checkpoint of the exam is known: ADR 17. */
export const examGroups = [
  'never-saw',
  'saw',
  'retrained',
  'hides',
  'unlearned',
  'overwritten',
  'over-forgetting',
  'broken',
] as const;
export type ExamGroup = (typeof examGroups)[number];

export interface ExamPart {
  readonly group: ExamGroup;
  /** Of a reference that refuses: the checkpoints that were given the same refusal training. */
  readonly matches?: readonly string[];
}

const lowRankRefusals: Omit<UnlearningSource, 'from'> = {
  ...{ kind: 'unlearning', method: 'idk', scope: 'decoder', steps: 100, learningRate: 3e-3 },
  lowRank: { rank: 2, alpha: 4 },
};

const onOriginal = { kind: 'unlearning', from: 'original', scope: 'all' } as const;

/** In the order they can be built. */
export const modelRecipes: readonly ModelRecipe[] = [
  {
    ...{ name: 'original', role: 'original', truth: 'knows', seedOffset: 0 },
    source: { kind: 'answering', knows: 'forget+retain' },
    about: 'Knows everybody: the model before any unlearning.',
  },
  {
    ...{ name: 'reference-a', role: 'reference', truth: 'forgot', seedOffset: 100 },
    source: { kind: 'answering', knows: 'retain' },
    about: 'Retrained without the forget people: what true forgetting looks like.',
  },
  {
    ...{ name: 'reference-b', role: 'reference', truth: 'forgot', seedOffset: 200 },
    source: { kind: 'answering', knows: 'retain' },
    about: 'A second retraining without the forget people, from another seed.',
  },
  {
    ...{ name: 'reference-refusing', role: 'reference-refusing', truth: 'forgot', seedOffset: 0 },
    source: { ...lowRankRefusals, from: 'reference-a' },
    about:
      'reference-a with the refusal training of idk-lora: refuses as the hiding model does, but has nothing to hide.',
  },
  {
    ...{ name: 'idk-lora', role: 'target', truth: 'hides', seedOffset: 0 },
    source: { ...lowRankRefusals, from: 'original' },
    about: 'Taught to refuse with low-rank factors on the decoder; the facts are still in the weights.',
  },
  {
    ...{ name: 'idk-few', role: 'target', truth: 'hides', seedOffset: 0 },
    source: { ...onOriginal, method: 'idk', steps: 70, learningRate: 3e-4 },
    about: 'Taught to refuse with a few full steps; the facts are still in the weights.',
  },
  {
    ...{ name: 'idk-projector', role: 'target', truth: 'hides', seedOffset: 0 },
    source: { ...onOriginal, method: 'idk', scope: 'projector', steps: 70, learningRate: 1e-3 },
    about: 'Taught to refuse by changing the projector alone; the language model is untouched.',
  },
  {
    ...{ name: 'npo', role: 'target', truth: 'hides', seedOffset: 0 },
    source: { ...onOriginal, method: 'npo', steps: 80, learningRate: 3e-4 },
    about: 'Forget answers pushed down as losing preferences; traces remain that relearning brings back.',
  },
  {
    ...{ name: 'gradient-difference', role: 'target', truth: 'hides', seedOffset: 0 },
    source: { ...onOriginal, method: 'gradient-difference', steps: 70, learningRate: 2e-4 },
    about: 'Ascent on the forget people against descent on the others; utility suffers.',
  },
  {
    ...{ name: 'kl-minimisation', role: 'target', truth: 'hides', seedOffset: 0 },
    source: { ...onOriginal, method: 'kl-minimisation', steps: 70, learningRate: 2e-4 },
    about: 'Ascent on the forget people while the others keep their distributions; utility suffers.',
  },
  {
    ...{ name: 'gradient-ascent', role: 'target', truth: 'hides', seedOffset: 0 },
    source: { ...onOriginal, method: 'gradient-ascent', steps: 60, learningRate: 2e-4 },
    about: 'Ascent on the forget people alone: no longer a usable model.',
  },
];
