/**
 * `gaussian-blur` smooths each channel with a Gaussian, mirrored at the edges. Separable and linear, so a
 * blur is two matrix products, K_H·X·K_Wᵀ, with the mirroring inside the banded matrices: exact at the edges,
 * and its gradient is two more products. Applied statically: the attacker did not adapt to it.
 */
import { z } from 'zod';
import { defineDefense } from '@palimpsest/audit';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { graphDefense } from './graph-defense.js';

export const gaussianBlur = defineDefense({
  id: 'gaussian-blur',
  version: 1,
  title: 'Gaussian blur',
  goal: 'smooth the image before the model sees it',
  reference: 'docs/science.md §5.2',
  params: z.strictObject({
    sigma: z.number().gt(0).max(16).default(1).describe('standard deviation in pixels of the model grid'),
  }),
  prepare: (context, { sigma }) => {
    const { height, width } = context.pixelGrid;
    const rows = blurMatrix(height, sigma);
    const columns = blurMatrix(width, sigma);
    return graphDefense(context, (g, pixels) => blur(g, pixels, { rows, columns, height, width }));
  },
});

function blur(
  g: GraphBuilder,
  pixels: Value,
  kernel: {
    readonly rows: readonly number[];
    readonly columns: readonly number[];
    readonly height: number;
    readonly width: number;
  },
): Value {
  const { height, width } = kernel;
  const rows = g.constant(null, fromNumbers(pixels.dtype, [height, height], kernel.rows));
  const columns = g.constant(null, fromNumbers(pixels.dtype, [width, width], transposed(kernel.columns, width)));
  return g.matMul(rows, g.matMul(pixels, columns));
}

/**
 * K [size, size], row-major, K·x the blurred x: weights exp(−d²/2σ²) up to ⌈3σ⌉ pixels, summing to 1, indices
 * beyond an edge mirrored without repeating the edge pixel.
 */
export function blurMatrix(size: number, sigma: number): readonly number[] {
  const radius = Math.min(size - 1, Math.ceil(3 * sigma));
  const weights = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const matrix = new Array<number>(size * size).fill(0);
  for (let row = 0; row < size; row++) {
    weights.forEach((weight, i) => {
      const at = row * size + mirrored(row + i - radius, size);
      matrix[at] = (matrix[at] ?? 0) + weight / sum;
    });
  }
  return matrix;
}

function mirrored(index: number, size: number): number {
  if (index < 0) return -index;
  return index < size ? index : 2 * (size - 1) - index;
}

function transposed(matrix: readonly number[], size: number): readonly number[] {
  return matrix.map((_, at) => matrix[(at % size) * size + Math.floor(at / size)] ?? 0);
}
