/** What a blurred picture may hold: coarse colours, and nothing by which two people with the same could be told apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blurFields, blurPicture, coarseColours } from './blur.js';
import { decodeImage, encodePng } from './codec.js';
import { ImageFormatError } from './image-format-error.js';
import { rgbImage, type RgbImage } from './rgb-image.js';

const side = 32;
const fieldSide = side / blurFields;

/** Two pictures whose pixels differ wherever they can, and that agree in the mean of every field. */
const twins = fc
  .tuple(
    fc.array(fc.integer({ min: 60, max: 190 }), { minLength: 3 * blurFields ** 2, maxLength: 3 * blurFields ** 2 }),
    fc.uint8Array({ minLength: 3 * side * side, maxLength: 3 * side * side }),
  )
  .map(([means, noise]) => [pictureOf(means, noise, 1), pictureOf(means, noise, -1)] as const);

/** Each two neighbours of a row lie as far above and below the mean of their field. */
function pictureOf(means: readonly number[], noise: Uint8Array, sign: 1 | -1): RgbImage {
  const data = Uint8Array.from({ length: 3 * side * side }, (_, at) => {
    const [channel, x, y] = [at % 3, Math.floor(at / 3) % side, Math.floor(at / (3 * side))];
    const field = Math.floor(y / fieldSide) * blurFields + Math.floor(x / fieldSide);
    const pair = at - (x % 2) * 3;
    const away = ((noise[pair] ?? 0) % 60) * (x % 2 === 0 ? sign : -sign);
    return (means[3 * field + channel] ?? 0) + away;
  });
  return rgbImage(side, side, data);
}

const blurred = async (image: RgbImage) => blurPicture(await encodePng(image));

describe('blurPicture', () => {
  it('gives two people of the same coarse colours the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(twins, async ([one, other]) => {
        expect(await blurred(one)).toEqual(await blurred(other));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps the size, so that a report keeps its layout', async () => {
    const { width, height } = await decodeImage(await blurred(rgbImage(20, 12, new Uint8Array(720).fill(90))));
    expect([width, height]).toEqual([20, 12]);
  });

  it('throws ImageFormatError for what is no picture', async () => {
    await expect(blurPicture(Uint8Array.of(1, 2, 3))).rejects.toThrow(ImageFormatError);
  });
});

describe('coarseColours', () => {
  const pictures = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
    .chain(([width, height]) =>
      fc
        .uint8Array({ minLength: 3 * width * height, maxLength: 3 * width * height })
        .map((data) => rgbImage(width, height, data)),
    );

  it('are means over four pixels a side or more, unless the picture is smaller, in six steps', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { width, height, data } = coarseColours(picture);
        expect(width).toBeLessThanOrEqual(blurFields);
        expect(height).toBeLessThanOrEqual(blurFields);
        if (width > 1) expect(picture.width / width).toBeGreaterThanOrEqual(4);
        if (height > 1) expect(picture.height / height).toBeGreaterThanOrEqual(4);
        expect(new Set([...data].map((value) => value % 51))).toEqual(new Set([0]));
      }),
    );
  });

  it('tell shades apart by whole steps only', () => {
    const flat = (value: number) => coarseColours(rgbImage(16, 16, new Uint8Array(768).fill(value))).data;
    expect(flat(100)).toEqual(flat(103));
    expect(flat(100)).not.toEqual(flat(200));
  });
});
