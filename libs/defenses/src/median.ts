/**
 * `median` replaces each channel value by the median of its 3×3 neighbourhood, edge pixels repeated outwards.
 * Not differentiable in any useful way, so no attack is trained through it (SCIENCE §5.2: a held-out
 * denoiser is the one that tests something).
 */
import { z } from 'zod';
import { defineDefense } from '@palimpsest/audit';
import type { RgbImage } from '@palimpsest/datasets';

export const median = defineDefense({
  id: 'median',
  version: 1,
  title: 'Median filter, 3×3',
  goal: 'replace every pixel by the median of its neighbourhood before the model sees the image',
  reference: 'Xu et al., Feature Squeezing, NDSS 2018, arXiv:1704.01155',
  params: z.strictObject({}),
  prepare: () =>
    Promise.resolve({
      apply: (images) => Promise.resolve(images.map(medianFiltered)),
      close: () => Promise.resolve(),
    }),
});

/** 3×3 per channel, same size. */
export function medianFiltered({ width, height, data }: RgbImage): RgbImage {
  const filtered = new Uint8Array(data.length);
  const window = new Uint8Array(9);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        for (let k = 0; k < 9; k++) {
          const row = clamped(y + Math.floor(k / 3) - 1, height);
          const column = clamped(x + (k % 3) - 1, width);
          window[k] = data[3 * (row * width + column) + channel] ?? 0;
        }
        filtered[3 * (y * width + x) + channel] = window.sort()[4] ?? 0;
      }
    }
  }
  return { width, height, data: filtered };
}

const clamped = (index: number, size: number) => Math.min(size - 1, Math.max(0, index));
