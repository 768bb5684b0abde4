/**
 * Pre-trains the vision tower on background portraits that belong to nobody in the data set: seven linear heads
 * classify traits of the drawing. Afterwards the heads are dropped and the tower is frozen, as LLaVA freezes CLIP.
 */
import { Rng, tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import type { RgbImage } from '@palimpsest/datasets';
import { createTrainer } from '@palimpsest/training';
import type { ReferenceConfiguration } from '../architecture/configuration.js';
import { declareParameters, startWeights } from '../architecture/parameters.js';
import type { ParameterDeclaration, Weights } from '../architecture/parameters.js';
import { pooledWidth, traitGraph } from '../architecture/training-graphs.js';
import { normalisedPixels } from '../lessons/pixels.js';
import { runLoop } from './training-loop.js';
import type { Budget, SavedState, StepReport } from './training-loop.js';

/** A background portrait: its traits as class numbers, and its views. */
export interface Background {
  readonly traits: Readonly<Record<string, number>>;
  readonly views: readonly RgbImage[];
}

export interface TowerRecipe {
  readonly budget: Budget;
  /** Pictures per step. */
  readonly images: number;
  readonly weightDecay: number;
}

export async function trainTower(options: {
  readonly configuration: ReferenceConfiguration;
  readonly recipe: TowerRecipe;
  readonly backgrounds: readonly Background[];
  readonly seed: number;
  readonly threads: number;
  readonly saved?: SavedState;
  readonly onStep?: (report: StepReport) => void;
}): Promise<Weights> {
  const { configuration, recipe, backgrounds } = options;
  const rng = new Rng(`tower/${options.seed}`);
  const classes = countClasses(backgrounds);
  const declarations = [
    ...declareParameters(configuration).filter(({ part }) => part === 'vision'),
    ...heads(configuration, classes),
  ];
  const weights = startWeights(declarations, rng.fork('start'));
  const { graph, loss, correct } = traitGraph(configuration, weights, recipe.images, classes);
  const trainer = await createTrainer({
    ...{ graph, loss, metrics: correct, threads: options.threads },
    parameters: declarations.map(({ name }) => name),
    optimiser: {
      ...{ kind: 'adamw', beta1: 0.9, beta2: 0.98, epsilon: 1e-8, clipNorm: 1 },
      weightDecay: recipe.weightDecay,
    },
  });
  try {
    await runLoop(trainer, {
      ...options,
      budget: recipe.budget,
      feeds: (step) => Promise.resolve(feeds(options, classes, rng.fork(`step ${step}`))),
    });
    return new Map([...trainer.parameters()].filter(([name]) => !name.startsWith('head.')));
  } finally {
    await trainer.close();
  }
}

function heads(configuration: ReferenceConfiguration, classes: Readonly<Record<string, number>>) {
  const width = pooledWidth(configuration);
  return Object.entries(classes).flatMap(([name, count]): ParameterDeclaration[] => [
    { name: `head.${name}.weight`, part: 'vision', dims: [width, count], start: { deviation: 0.03 } },
    { name: `head.${name}.bias`, part: 'vision', dims: [count], start: 'zeros' },
  ]);
}

function countClasses(backgrounds: readonly Background[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { traits } of backgrounds) {
    for (const [name, value] of Object.entries(traits)) counts[name] = Math.max(counts[name] ?? 0, value + 1);
  }
  return counts;
}

function feeds(
  { backgrounds, configuration, recipe }: Parameters<typeof trainTower>[0],
  classes: Readonly<Record<string, number>>,
  rng: Rng,
): Record<string, Tensor> {
  const drawn = Array.from({ length: recipe.images }, () => rng.pick(backgrounds));
  const images = drawn.map(({ views }) => rng.pick(views));
  const labels = Object.keys(classes).map((name) => {
    const values = BigInt64Array.from(drawn, ({ traits }) => BigInt(traits[name] ?? 0));
    return [`label.${name}`, tensor('int64', [recipe.images], values)] as const;
  });
  return { pixels: normalisedPixels(images, configuration.vision.imageSize), ...Object.fromEntries(labels) };
}
