import { rgbImage, toChw } from '@palimpsest/datasets';
import { describe, expect, it } from 'vitest';
import { tinyConfiguration, tinyFiles, tinyImage } from '../../../../test/support/tiny-checkpoint.js';
import type { ImageConfiguration } from '../checkpoint/configuration.js';
import { openImageProcessor } from './image-processor.js';

const vit = tinyFiles(tinyConfiguration)['preprocessor_config.json'] as ImageConfiguration;
/** As LLaVA 1.5 ships it, but smaller. */
const clip: ImageConfiguration = {
  ...vit,
  image_processor_type: 'CLIPImageProcessor',
  size: { shortest_edge: 16 },
  crop_size: { height: 16, width: 16 },
  do_center_crop: true,
  resample: 3,
  image_mean: [0.48, 0.46, 0.41],
  image_std: [0.27, 0.26, 0.28],
};

describe('openImageProcessor', () => {
  it('reads grid, mean and deviation', async () => {
    const { grid, scale, shift } = await openImageProcessor(vit, 'the folder');
    expect({ grid, scale, shift }).toEqual({
      grid: { height: 16, width: 16 },
      scale: [expect.closeTo(4), expect.closeTo(4), expect.closeTo(4)],
      shift: [expect.closeTo(-2), expect.closeTo(-2), expect.closeTo(-2)],
    });
  });

  it('opens the processor of LLaVA 1.5: shortest edge, then a crop', async () => {
    const processor = await openImageProcessor(clip, 'the folder');
    expect(processor.grid).toEqual({ height: 16, width: 16 });
    expect(processor.scale[2] * toChw(tinyImage(1))[600]! + processor.shift[2]).toBeCloseTo(
      (toChw(tinyImage(1))[600]! - 0.41) / 0.28,
      5,
    );
    const prepared = await processor.prepare(tinyImage(2, 40, 20));
    expect([prepared.width, prepared.height]).toEqual([16, 16]);
  });

  it('leaves an image alone that is on the grid', async () => {
    const image = tinyImage(1);
    expect(await (await openImageProcessor(vit, 'the folder')).prepare(image)).toBe(image);
  });

  it('resizes others to the grid and 8 bits', async () => {
    const processor = await openImageProcessor(vit, 'the folder');
    const flat = rgbImage(40, 24, new Uint8Array(3 * 40 * 24).fill(200));
    expect(await processor.prepare(flat)).toEqual(rgbImage(16, 16, new Uint8Array(3 * 256).fill(200)));
    const ramp = (side: number) =>
      rgbImage(
        side,
        side,
        Uint8Array.from({ length: 3 * side * side }, (_, at) => {
          const [x, y] = [Math.floor(at / 3) % side, Math.floor(at / 3 / side)];
          return [255 * ((x + 0.5) / side), 77, 255 * ((y + 0.5) / side)][at % 3] ?? 0;
        }),
      );
    const [resized, expected] = [await processor.prepare(ramp(48)), ramp(16)];
    const worst = Math.max(...resized.data.map((byte, at) => Math.abs(byte - (expected.data[at] ?? 0))));
    expect(worst).toBeLessThanOrEqual(12); // less than one pixel of the grid: bilinear filters place samples differently
  });

  it.each<[string, ImageConfiguration, string]>([
    [
      'a processor nobody knows',
      { ...vit, image_processor_type: 'MagicImageProcessor' },
      '"MagicImageProcessor" is not known',
    ],
    [
      'a name that is something else',
      { ...vit, image_processor_type: 'AutoTokenizer' },
      '"AutoTokenizer" is not known',
    ],
    ['a processor of sounds', { ...vit, image_processor_type: 'WhisperFeatureExtractor' }, 'preprocessor_config.json'],
    ['no size', { ...vit, size: undefined }, 'gives no size with height and width'],
    ['a size of one edge', { ...vit, size: { shortest_edge: 16 } }, 'gives no size with height and width'],
    ['a crop smaller than the size', { ...clip, size: { shortest_edge: 32 } }, 'does more than resize and normalise'],
    ['no rescaling', { ...vit, do_rescale: false }, 'does more than resize and normalise'],
  ])('refuses %s in one sentence', async (_, configuration, message) => {
    await expect(openImageProcessor(configuration, 'the folder')).rejects.toMatchObject({
      name: 'ModelError',
      message: expect.stringContaining(message),
    });
  });
});
