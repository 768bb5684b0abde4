/**
 * What is trained on faces that belong to nobody in any pool, once for all pools: the vision tower and the
 * denoiser.
 */
import { renderView } from '@palimpsest/datasets';
import { Rng } from '@palimpsest/tensor';
import { referenceConfiguration } from '../architecture/configuration.js';
import type { Weights } from '../architecture/parameters.js';
import { decodeWeights, encodeWeights } from '../checkpoint/weights-file.js';
import { trainDenoiser } from '../denoiser/train-denoiser.js';
import { backgrounds, denoiserRecipe, towerRecipe } from '../recipe/settings.js';
import { trainTower } from '../recipe/train-tower.js';
import type { Background } from '../recipe/train-tower.js';
import type { StepReport } from '../recipe/training-loop.js';
import type { Build } from './build-zoo.js';

export function towerWeights(build: Build): Promise<Weights> {
  return piece(build, 'tower', async () =>
    trainTower({
      configuration: referenceConfiguration(1), // the tower does not know the vocabulary
      recipe: towerRecipe,
      backgrounds: await drawBackgrounds(build, backgrounds.people, backgrounds.views),
      seed: backgrounds.seed,
      ...training(build, 'vision tower', 'tower'),
    }),
  );
}

export function denoiserWeights(build: Build): Promise<Weights> {
  return piece(build, 'denoiser', async () => {
    const people = await drawBackgrounds(build, backgrounds.denoiserPeople, 2);
    return trainDenoiser({
      ...denoiserRecipe,
      pictures: people.flatMap(({ views }) => views),
      seed: backgrounds.seed,
      ...training(build, 'denoiser', 'denoiser'),
    });
  });
}

/** Weights that are trained once and kept. */
async function piece({ work }: Build, name: string, train: () => Promise<Weights>): Promise<Weights> {
  const kept = await work.read(`${name}.weights`);
  if (kept) return decodeWeights(kept);
  const weights = await train();
  await work.write(`${name}.weights`, encodeWeights(weights));
  await work.savedState(name).clear();
  return weights;
}

/** Threads, saved state and progress of one training run. */
export function training({ work, threads, onProgress }: Build, label: string, state: string) {
  return {
    threads,
    saved: work.savedState(state),
    onStep: ({ step, steps, result }: StepReport) => onProgress(label, step, steps, `loss ${result.loss.toFixed(3)}`),
  };
}

async function drawBackgrounds({ onProgress }: Build, people: number, views: number): Promise<readonly Background[]> {
  const { drawFace, traitNames } = await import('../portraits/draw.js'); // drawing needs development dependencies
  const drawings = Array.from({ length: people }, (_, i) => {
    if (i % 50 === 0) onProgress('background portraits', i, people);
    const { portrait, traits } = drawFace(`background-${i}`);
    const rng = new Rng(`background/${i}`);
    return { traits, views: Array.from({ length: views }, (_, view) => renderView(portrait, rng.fork(`${view}`))) };
  });
  const classes = Object.fromEntries(
    traitNames.map((name) => [name, [...new Set(drawings.map(({ traits }) => traits[name]))].sort()]),
  );
  return drawings.map(({ traits, ...drawing }) => ({
    ...drawing,
    traits: Object.fromEntries(traitNames.map((name) => [name, classes[name]?.indexOf(traits[name]) ?? 0])),
  }));
}
