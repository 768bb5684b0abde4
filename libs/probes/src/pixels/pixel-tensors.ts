/** From 8-bit interleaved images to planar float tensors and back. */
import type { RgbImage } from '@palimpsest/datasets';
import { tensor, type Tensor } from '@palimpsest/tensor';

/** [n, 3, H, W] in [0,1]. @param images all of one size */
export function pixelTensor(images: readonly RgbImage[]): Tensor<'float32'> {
  const { width, height } = images[0] ?? { width: 0, height: 0 };
  const plane = width * height;
  const data = new Float32Array(images.length * 3 * plane);
  images.forEach((image, n) => {
    for (let pixel = 0; pixel < plane; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        data[(3 * n + channel) * plane + pixel] = (image.data[3 * pixel + channel] ?? 0) / 255;
      }
    }
  });
  return tensor('float32', [images.length, 3, height, width], data);
}

/** round8(clip(x + δ, 0, 1)), δ planar [1, 3, H, W]: what would be saved. */
export function addNoise(image: RgbImage, delta: Float32Array): RgbImage {
  const plane = image.width * image.height;
  const data = new Uint8Array(3 * plane);
  for (let pixel = 0; pixel < plane; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = (image.data[3 * pixel + channel] ?? 0) + 255 * (delta[channel * plane + pixel] ?? 0);
      data[3 * pixel + channel] = Math.min(255, Math.max(0, Math.round(value)));
    }
  }
  return { width: image.width, height: image.height, data };
}
