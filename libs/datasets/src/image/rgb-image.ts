/**
 * An 8-bit RGB picture and its way into and out of a model's floats. Pure: no codec, no native code.
 * A model sees planes (channel, height, width) in [0,1]; people and files see interleaved bytes.
 */

/** Interleaved rows: red, green, blue of the top left pixel first. `data.length = 3·width·height`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Wraps bytes as a picture. @throws RangeError when the sizes do not fit together */
export function rgbImage(width: number, height: number, data: Uint8Array): RgbImage {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(`An RGB image of ${width}×${height}: give whole, positive sizes`);
  }
  if (data.length !== 3 * width * height) {
    throw new RangeError(`An RGB image of ${width}×${height} has ${3 * width * height} bytes; got ${data.length}`);
  }
  return { width, height, data };
}

/** Bytes to planes: [3, height, width] as a flat array, `byte / 255` in [0,1]. */
export function toChw(image: RgbImage): Float32Array {
  const planes = new Float32Array(image.data.length);
  writeChw(image, planes, 0);
  return planes;
}

/** The same for a batch of equally sized pictures: [n, 3, height, width] as a flat array. */
export function toNchw(images: readonly RgbImage[]): Float32Array {
  const [first] = images;
  if (!first) return new Float32Array(0);
  const batch = new Float32Array(images.length * first.data.length);
  images.forEach((image, index) => {
    if (image.width !== first.width || image.height !== first.height) {
      throw new RangeError(
        `Image ${index} of a batch is ${image.width}×${image.height}, the first is ${first.width}×${first.height}`,
      );
    }
    writeChw(image, batch, index * first.data.length);
  });
  return batch;
}

function writeChw(image: RgbImage, target: Float32Array, offset: number): void {
  const { data } = image;
  const plane = image.width * image.height;
  for (let pixel = 0; pixel < plane; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      target[offset + channel * plane + pixel] = (data[3 * pixel + channel] ?? 0) / 255;
    }
  }
}

/**
 * Planes to bytes: clipped to [0,1], then `round(255·x)`, halves up. What a PNG file of the picture holds, so
 * `fromChw(toChw(image))` is the image. @throws RangeError for NaN or a wrong length
 */
export function fromChw(
  planes: ArrayLike<number>,
  size: { readonly width: number; readonly height: number },
): RgbImage {
  const plane = size.width * size.height;
  if (planes.length !== 3 * plane) {
    throw new RangeError(`${size.width}×${size.height} needs ${3 * plane} values in planes; got ${planes.length}`);
  }
  const data = new Uint8Array(3 * plane);
  for (let pixel = 0; pixel < plane; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = planes[channel * plane + pixel] as number; // in range: the length was checked
      if (Number.isNaN(value)) throw new RangeError(`Pixel ${pixel}, channel ${channel} is NaN`);
      data[3 * pixel + channel] = Math.round(255 * Math.min(1, Math.max(0, value)));
    }
  }
  return rgbImage(size.width, size.height, data);
}
