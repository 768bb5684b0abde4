/**
 * Putting δ on an image the way the world would see it: inside ε, inside the pixel range, rounded to 8 bits,
 * through a PNG file and back. The public SUA code skips the last three (SCIENCE §1.3).
 */
import type { RgbImage } from '@palimpsest/datasets';
import type { ImageCodec } from '../ports/ports.js';
import { AuditInputError } from './errors.js';

export interface Projected {
  readonly delta: Float32Array;
  /** The plug-in's δ was outside its own bound by more than rounding. */
  readonly violated: boolean;
  readonly largest: number;
}

/** Clips δ to ±ε; non-finite entries become 0 and count as a violation. */
export function project(delta: Float32Array, epsilon: number): Projected {
  let largest = 0;
  let finite = true;
  const clipped = delta.map((value) => {
    if (!Number.isFinite(value)) {
      finite = false;
      return 0;
    }
    largest = Math.max(largest, Math.abs(value));
    return Math.min(epsilon, Math.max(-epsilon, value));
  });
  return { delta: clipped, violated: !finite || largest > epsilon * (1 + 1e-5) + 1e-7, largest };
}

/**
 * round8(clip(x + δ, 0, 1)) on an 8-bit image. Rounding never leaves the ε-ball: the change is kept within
 * ⌊255·ε⌋ levels.
 * @param delta [1, 3, H, W], the image's own grid
 */
export function perturb(image: RgbImage, delta: Float32Array, epsilon: number): RgbImage {
  const pixels = image.width * image.height;
  if (delta.length !== 3 * pixels) {
    throw new AuditInputError(
      'Perturbation',
      `δ has ${delta.length} values for an image of ${image.width}×${image.height}`,
      'A probe must return [1, 3, H, W] on the pixel grid of its model.',
    );
  }
  const most = Math.floor(epsilon * 255 + 1e-4);
  const data = new Uint8Array(3 * pixels);
  for (let channel = 0; channel < 3; channel++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const at = 3 * pixel + channel;
      const before = image.data[at] ?? 0;
      const change = Math.round((delta[channel * pixels + pixel] ?? 0) * 255);
      data[at] = Math.min(255, Math.max(0, before + Math.min(most, Math.max(-most, change))));
    }
  }
  return { width: image.width, height: image.height, data };
}

/** The image after being saved as PNG and read again, as a victim would receive it. */
export async function throughPng(image: RgbImage, codec: ImageCodec): Promise<RgbImage> {
  return codec.decode(await codec.encode(image, 'png'));
}

/** Largest difference of one channel value, in [0,1]. */
export function distance(a: RgbImage, b: RgbImage): number {
  let largest = 0;
  a.data.forEach((value, index) => (largest = Math.max(largest, Math.abs(value - (b.data[index] ?? 0)))));
  return largest / 255;
}

/** δ × 10 around mid-grey, to be looked at. */
export function pictureOfNoise(
  delta: Float32Array,
  grid: { readonly height: number; readonly width: number },
): RgbImage {
  const pixels = grid.width * grid.height;
  const data = Uint8Array.from({ length: 3 * pixels }, (_, at) => {
    const value = delta[(at % 3) * pixels + Math.floor(at / 3)] ?? 0;
    return Math.min(255, Math.max(0, Math.round(127.5 + 10 * 255 * value)));
  });
  return { width: grid.width, height: grid.height, data };
}
