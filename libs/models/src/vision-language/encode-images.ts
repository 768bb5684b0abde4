/** Pictures on the grid through the vision encoder: what the decoder sees in the place of the image mark. */
import { toNchw, type RgbImage } from '@palimpsest/datasets';
import type { Session } from '@palimpsest/runtime';
import { tensor, type Tensor } from '@palimpsest/tensor';
import { ModelError } from '../model-error.js';
import type { ImageProcessor } from '../processing/image-processor.js';

export interface ImageFeatures {
  /** float[tokens · hidden] per image. */
  readonly features: readonly Float32Array[];
  readonly tokens: number;
  readonly hidden: number;
}

/** @throws ModelError for an image that is not on the processor's grid */
export async function encodeImages(
  encoder: Session,
  processor: PixelScaling,
  images: readonly RgbImage[],
): Promise<ImageFeatures> {
  const { image_features } = await encoder.run({ pixel_values: pixelValues(processor, images) });
  if (image_features?.dtype !== 'float32') throw new TypeError('the vision encoder gave no float32 features');
  const [, tokens, hidden] = image_features.dims as [number, number, number];
  const size = tokens * hidden;
  return { features: images.map((_, at) => image_features.data.slice(at * size, (at + 1) * size)), tokens, hidden };
}

type PixelScaling = Pick<ImageProcessor, 'grid' | 'scale' | 'shift'>;

/** float[n, 3, H, W], normalised. @throws ModelError for an image that is not on the processor's grid */
export function pixelValues({ grid, scale, shift }: PixelScaling, images: readonly RgbImage[]): Tensor<'float32'> {
  refuseOtherSizes(images, grid);
  const plane = grid.height * grid.width;
  const pixels = toNchw(images).map((x, at) => {
    const channel = (Math.floor(at / plane) % 3) as 0 | 1 | 2;
    return x * scale[channel] + shift[channel];
  });
  return tensor('float32', [images.length, 3, grid.height, grid.width], pixels);
}

function refuseOtherSizes(images: readonly RgbImage[], grid: ImageProcessor['grid']): void {
  const misfit = images.find(({ width, height }) => width !== grid.width || height !== grid.height);
  if (!misfit) return;
  const sizes = `${misfit.width}×${misfit.height} where the model reads ${grid.width}×${grid.height}`;
  throw new ModelError(`an image is ${sizes}; bring it to the grid with prepare()`, 'image');
}
