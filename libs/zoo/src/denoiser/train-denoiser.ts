/**
 * Trains the denoiser on pictures nobody is audited with, under the noises the audit knows: Gaussian of random
 * strength and ±ε signs, half of the pictures each.
 */
import { toNchw } from '@palimpsest/datasets';
import type { RgbImage } from '@palimpsest/datasets';
import { openSession } from '@palimpsest/runtime';
import { Rng, tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { createTrainer } from '@palimpsest/training';
import { startWeights } from '../architecture/parameters.js';
import type { Weights } from '../architecture/parameters.js';
import { runLoop } from '../recipe/training-loop.js';
import type { Budget, SavedState, StepReport } from '../recipe/training-loop.js';
import { declareDenoiser, denoiserGraph, denoisingLoss } from './denoiser-graph.js';

export type NoiseKind = 'gaussian' | 'signs';

/** Standard deviation of the Gaussian, or ε of the signs, in units of 1/255. */
export const signNoise = 12;
const gaussianNoise = { least: 4, most: 16 };

export async function trainDenoiser(options: {
  readonly budget: Budget;
  readonly images: number;
  /** Equally sized squares. */
  readonly pictures: readonly RgbImage[];
  readonly seed: number;
  readonly threads: number;
  readonly saved?: SavedState;
  readonly onStep?: (report: StepReport) => void;
}): Promise<Weights> {
  const rng = new Rng(`denoiser/${options.seed}`);
  const declarations = declareDenoiser();
  const size = options.pictures[0]?.width ?? 0;
  const trainer = await createTrainer({
    ...denoisingLoss(startWeights(declarations, rng.fork('start')), options.images, size),
    parameters: declarations.map(({ name }) => name),
    optimiser: { kind: 'adamw', beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 },
    threads: options.threads,
  });
  try {
    const feeds = (step: number): Record<string, Tensor> => {
      const stream = rng.fork(`step ${step}`);
      const drawn = Array.from({ length: options.images }, () => stream.pick(options.pictures));
      const clean = pixels(drawn);
      const noisy = addNoise(clean, (i) => (i % 2 === 0 ? 'gaussian' : 'signs'), stream);
      return { clean, noisy };
    };
    await runLoop(trainer, { ...options, feeds: (step) => Promise.resolve(feeds(step)) });
    return trainer.parameters();
  } finally {
    await trainer.close();
  }
}

export interface DenoiserQuality {
  readonly kind: NoiseKind;
  /** Peak signal-to-noise ratio over all pictures, in dB. */
  readonly before: number;
  readonly after: number;
}

/** Measures on pictures that were not trained on: σ or ε = 12/255. */
export async function measureDenoiser(
  weights: Weights,
  pictures: readonly RgbImage[],
  seed: number,
): Promise<readonly DenoiserQuality[]> {
  const session = await openSession({ graph: denoiserGraph(weights) });
  try {
    const qualities: DenoiserQuality[] = [];
    for (const kind of ['gaussian', 'signs'] as const) {
      const clean = pixels(pictures);
      const noisy = addNoise(clean, () => kind, new Rng(`denoiser-test/${seed}/${kind}`), signNoise);
      const { denoised } = await session.run({ pixels: noisy });
      if (denoised?.dtype !== 'float32') throw new TypeError('the denoiser gave no float32 pixels');
      qualities.push({
        kind,
        before: peakSignalToNoise(noisy.data, clean.data),
        after: peakSignalToNoise(denoised.data, clean.data),
      });
    }
    return qualities;
  } finally {
    await session.close();
  }
}

/** 10·log₁₀(1 / mean squared error), values clipped to [0, 1]. */
function peakSignalToNoise(values: Float32Array, clean: Float32Array): number {
  let sum = 0;
  values.forEach((value, i) => (sum += (Math.min(1, Math.max(0, value)) - (clean[i] ?? 0)) ** 2));
  return -10 * Math.log10(sum / values.length);
}

function addNoise(
  clean: Tensor<'float32'>,
  kindOf: (image: number) => NoiseKind,
  rng: Rng,
  strength?: number,
): Tensor<'float32'> {
  const [images = 0] = clean.dims;
  const size = clean.data.length / images;
  const data = Float32Array.from(clean.data);
  for (let n = 0; n < images; n++) {
    const { least, most } = gaussianNoise;
    const gaussian = kindOf(n) === 'gaussian';
    const scale = (strength ?? (gaussian ? least + (most - least) * rng.uniform() : signNoise)) / 255;
    for (let i = n * size; i < (n + 1) * size; i++) {
      const draw = gaussian ? rng.normal() : rng.uniform() < 0.5 ? -1 : 1;
      data[i] = Math.min(1, Math.max(0, (data[i] ?? 0) + scale * draw));
    }
  }
  return tensor('float32', clean.dims, data);
}

function pixels(images: readonly RgbImage[]): Tensor<'float32'> {
  const [first] = images;
  return tensor('float32', [images.length, 3, first?.height ?? 0, first?.width ?? 0], toNchw(images));
}
