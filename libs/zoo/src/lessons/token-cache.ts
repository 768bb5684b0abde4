/**
 * Tokens of the frozen vision tower, computed once per picture: training on 5,000 pictures for hundreds of steps
 * never runs the tower again.
 */
import type { Dataset, ImageRef } from '@palimpsest/datasets';
import { openSession } from '@palimpsest/runtime';
import { tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { gridSide, visionWidth } from '../architecture/configuration.js';
import type { ReferenceConfiguration } from '../architecture/configuration.js';
import type { Weights } from '../architecture/parameters.js';
import { towerGraph } from '../architecture/training-graphs.js';
import { normalisedPixels } from './pixels.js';

const batch = 16;

export class TokenCache {
  private constructor(
    /** Picture digest → tokens of grid² · width numbers. */
    private readonly tokens: ReadonlyMap<string, Float32Array>,
    private readonly dims: readonly [number, number],
  ) {}

  /** Runs the tower over all pictures. */
  static async fill(
    configuration: ReferenceConfiguration,
    weights: Weights,
    dataset: Dataset,
    pictures: readonly ImageRef[],
    options: { readonly threads: number; readonly onProgress?: (done: number, total: number) => void },
  ): Promise<TokenCache> {
    const session = await openSession(
      { graph: towerGraph(configuration, weights, batch) },
      { threads: options.threads },
    );
    const dims = [gridSide(configuration) ** 2, visionWidth(configuration)] as const;
    const tokens = new Map<string, Float32Array>();
    try {
      for (let start = 0; start < pictures.length; start += batch) {
        const some = pictures.slice(start, start + batch);
        const images = await Promise.all(some.map((ref) => dataset.loadImage(ref)));
        const padded = Array.from({ length: batch }, (_, i) => images[Math.min(i, images.length - 1)]);
        const pixels = normalisedPixels(
          padded.filter((image) => image !== undefined),
          configuration.vision.imageSize,
        );
        const result = (await session.run({ pixels }))['tokens'];
        const size = dims[0] * dims[1];
        some.forEach((ref, i) => {
          if (result?.dtype === 'float32') tokens.set(ref.sha256, result.data.slice(i * size, (i + 1) * size));
        });
        options.onProgress?.(start + some.length, pictures.length);
      }
    } finally {
      await session.close();
    }
    return new TokenCache(tokens, dims);
  }

  /** float32[n, grid², width]; throws RangeError for a picture that was not cached. */
  gather(pictures: readonly ImageRef[]): Tensor<'float32'> {
    const size = this.dims[0] * this.dims[1];
    const data = new Float32Array(pictures.length * size);
    pictures.forEach((ref, i) => {
      const tokens = this.tokens.get(ref.sha256);
      if (!tokens) throw new RangeError(`picture ${ref.sha256.slice(0, 12)} was not cached: add it to the list`);
      data.set(tokens, i * size);
    });
    return tensor('float32', [pictures.length, ...this.dims], data);
  }
}
