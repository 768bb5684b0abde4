/** Pictures as the vision tower takes them: the image processor's rescaling and normalisation, channels first. */
import type { RgbImage } from '@palimpsest/datasets';
import { tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { pixelNormalisation } from '../checkpoint/configuration-files.js';

/** float32[n, 3, H, W] of (x/255 − mean) / deviation. All images must have the side `size`. */
export function normalisedPixels(images: readonly RgbImage[], size: number): Tensor<'float32'> {
  const plane = size * size;
  const data = new Float32Array(images.length * 3 * plane);
  const table = Float32Array.from(
    { length: 256 },
    (_, value) => (value / 255 - pixelNormalisation.mean) / pixelNormalisation.deviation,
  );
  images.forEach((image, n) => {
    if (image.width !== size || image.height !== size) {
      throw new RangeError(`training pictures are ${size}×${size}, this one is ${image.width}×${image.height}`);
    }
    for (let i = 0; i < plane; i++) {
      for (let channel = 0; channel < 3; channel++) {
        data[(n * 3 + channel) * plane + i] = table[image.data[i * 3 + channel] ?? 0] ?? 0;
      }
    }
  });
  return tensor('float32', [images.length, 3, size, size], data);
}
