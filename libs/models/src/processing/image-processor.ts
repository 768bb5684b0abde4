/**
 * From a picture to what the vision encoder expects. Resizing is the checkpoint's own image processor (Hugging
 * Face JS); rescaling and normalising are one affine map per channel, which gradient graphs need anyway, and
 * which is compared with the processor's output when the checkpoint is opened.
 */
import * as transformers from '@huggingface/transformers';
import { fromChw, rgbImage, toChw, type RgbImage } from '@palimpsest/datasets';
import type { ImageConfiguration } from '../checkpoint/configuration.js';
import { ModelError } from '../model-error.js';

export interface ImageProcessor {
  readonly grid: { readonly height: number; readonly width: number };
  /** normalised = pixels · scale + shift, pixels in [0, 1], per channel. */
  readonly scale: readonly [number, number, number];
  readonly shift: readonly [number, number, number];
  /** To the grid, 8 bits. */
  prepare(image: RgbImage): Promise<RgbImage>;
}

type HuggingFaceProcessor = (
  images: transformers.RawImage[],
) => Promise<{ pixel_values: { data: Float32Array; dims: number[] } }>;

/** @throws ModelError when the processor is unknown or does more than resize and normalise */
export async function openImageProcessor(configuration: ImageConfiguration, where: string): Promise<ImageProcessor> {
  const process = makeProcessor(configuration, where);
  const mean = configuration.image_mean ?? [0, 0, 0];
  const deviation = configuration.image_std ?? [1, 1, 1];
  const normalises = configuration.do_normalize !== false;
  const rescale = 255 * (configuration.rescale_factor ?? 1 / 255);
  const channel = <T>(of: (at: number) => T): readonly [T, T, T] => [of(0), of(1), of(2)];
  const scale = channel((at) => (normalises ? rescale / (deviation[at] ?? 1) : rescale));
  const shift = channel((at) => (normalises ? -(mean[at] ?? 0) / (deviation[at] ?? 1) : 0));
  const grid = gridOf(configuration, where);
  const processor: ImageProcessor = {
    grid,
    scale,
    shift,
    async prepare(image) {
      if (image.height === grid.height && image.width === grid.width) return image;
      const { data } = await run(process, image);
      const plane = grid.height * grid.width;
      const pixels = data.map((x, at) => {
        const c = Math.floor(at / plane) as 0 | 1 | 2;
        return (x - shift[c]) / scale[c];
      });
      return fromChw(pixels, grid);
    },
  };
  await compare(process, processor, where);
  return processor;
}

function makeProcessor(configuration: ImageConfiguration, where: string): HuggingFaceProcessor {
  const name = configuration.image_processor_type;
  const known = /^[A-Za-z0-9]+(ImageProcessor|FeatureExtractor)(Fast)?$/.test(name) ? name.replace(/Fast$/, '') : '';
  const Processor = (transformers as Record<string, unknown>)[known];
  if (typeof Processor !== 'function') {
    throw new ModelError(`preprocessor_config.json: image processor "${name}" is not known to transformers.js`, where);
  }
  const Make = Processor as new (configuration: object) => HuggingFaceProcessor;
  try {
    return new Make(configuration);
  } catch (cause) {
    throw new ModelError(`preprocessor_config.json: ${name} cannot be built from it; export it again`, where, {
      cause,
    });
  }
}

async function run(process: HuggingFaceProcessor, image: RgbImage): Promise<{ data: Float32Array; dims: number[] }> {
  const raw = new transformers.RawImage(new Uint8ClampedArray(image.data), image.width, image.height, 3);
  return (await process([raw])).pixel_values;
}

function gridOf(configuration: ImageConfiguration, where: string): ImageProcessor['grid'] {
  const size = configuration.do_center_crop ? configuration.crop_size : configuration.size;
  if (typeof size === 'number') return { height: size, width: size };
  if (size?.height !== undefined && size.width !== undefined) return { height: size.height, width: size.width };
  throw new ModelError('preprocessor_config.json gives no size with height and width; add it', where);
}

/** The affine map must be what the processor does to a picture that is on the grid already. */
async function compare(process: HuggingFaceProcessor, processor: ImageProcessor, where: string): Promise<void> {
  const { grid, scale, shift } = processor;
  const plane = grid.height * grid.width;
  const ramp = rgbImage(
    grid.width,
    grid.height,
    Uint8Array.from({ length: 3 * plane }, (_, at) => (at * 7) % 256),
  );
  const { data, dims } = await run(process, ramp).catch((cause: unknown) => {
    const name = 'the image processor of preprocessor_config.json';
    throw new ModelError(`${name} cannot process a picture; export the checkpoint again`, where, { cause });
  });
  if (dims.length !== 4 || dims[2] !== grid.height || dims[3] !== grid.width) {
    throw new ModelError(
      `the image processor makes [${dims.join(', ')}] of a ${grid.width}×${grid.height} picture; sizes disagree`,
      where,
    );
  }
  const pixels = toChw(ramp);
  const worst = pixels.reduce((most, x, at) => {
    const c = Math.floor(at / plane) as 0 | 1 | 2;
    return Math.max(most, Math.abs(x * scale[c] + shift[c] - (data[at] ?? Number.NaN)));
  }, 0);
  if (!(worst < 1e-4)) {
    throw new ModelError(
      'the image processor does more than resize and normalise; its checkpoint cannot be audited by pixels',
      where,
    );
  }
}
