import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { canonicalPng, imageDigest } from './canonical-png.js';
import { decodeImage, encodeJpeg, encodePng, imageCodec } from './codec.js';
import { ImageFormatError } from './image-format-error.js';
import { rgbImage } from './rgb-image.js';

const images = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: 3 * width * height, maxLength: 3 * width * height })
      .map((data) => rgbImage(width, height, data)),
  );
const ramp = rgbImage(
  80,
  300,
  Uint8Array.from({ length: 3 * 80 * 300 }, (_, i) => (i * 7) & 255),
);

describe('encodePng and decodeImage', () => {
  it('give every image back exactly', async () => {
    await fc.assert(
      fc.asyncProperty(images, async (image) => {
        expect(await decodeImage(await encodePng(image))).toEqual(image);
      }),
      { numRuns: 25 },
    );
  });
});

describe('encodeJpeg', () => {
  it('stays close and keeps the size', async () => {
    const grey = rgbImage(16, 8, new Uint8Array(3 * 16 * 8).fill(100));
    const back = await decodeImage(await imageCodec.encode(grey, 'jpeg', 95));
    expect([back.width, back.height]).toEqual([16, 8]);
    expect(Math.max(...back.data.map((byte) => Math.abs(byte - 100)))).toBeLessThanOrEqual(3);
  });

  it('refuses a quality outside 1..100', async () => {
    await expect(encodeJpeg(ramp, 0)).rejects.toThrow('JPEG quality 0: give a whole number from 1 to 100');
  });
});

describe('decodeImage', () => {
  it('drops alpha and widens grey, as PIL does', async () => {
    const pixel = { width: 1, height: 1 };
    const rgba = await sharp(Uint8Array.of(10, 20, 30, 0), { raw: { ...pixel, channels: 4 } })
      .png()
      .toBuffer();
    const grey = await sharp(Uint8Array.of(77), { raw: { ...pixel, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect([...(await decodeImage(rgba)).data]).toEqual([10, 20, 30]);
    expect([...(await decodeImage(grey)).data]).toEqual([77, 77, 77]);
  });

  it.each([
    ['0 bytes', () => new Uint8Array(0), 'empty', 'Row 3 has 0 bytes: give a PNG, JPEG or WebP file'],
    [
      'text',
      () => new TextEncoder().encode('<svg/>'),
      'unknown-format',
      'Row 3 is not a PNG, JPEG or WebP file: convert it first',
    ],
    ['half a PNG', async () => half(await encodePng(ramp)), 'broken', 'starts like a PNG file but is truncated'],
    ['half a JPEG', async () => half(await encodeJpeg(ramp)), 'broken', 'starts like a JPEG file but is truncated'],
    ['a signature alone', () => Uint8Array.of(0xff, 0xd8, 0xff), 'broken', 'starts like a JPEG file'],
    [
      'a PNG that announces 100 megapixels',
      () => announce(10_000, 10_000),
      'too-large',
      'Row 3 has more than 64 megapixels: scale it down, models read far fewer',
    ],
  ])('refuses %s in one sentence', async (_, make, problem, message) => {
    const error: unknown = await decodeImage(await make(), 'Row 3').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ImageFormatError);
    expect(error).toMatchObject({ problem, what: 'Row 3', message: expect.stringContaining(message) });
    expect((error as Error).message).not.toContain('\n');
  });
});

describe('canonicalPng', () => {
  it('is a PNG of exactly the image, in one block or several', async () => {
    expect(await decodeImage(canonicalPng(ramp))).toEqual(ramp);
    await fc.assert(
      fc.asyncProperty(images, async (image) => {
        expect(await decodeImage(canonicalPng(image))).toEqual(image);
      }),
      { numRuns: 25 },
    );
  });

  it('has a fixed digest', () => {
    expect(imageDigest(ramp)).toBe('a2dc5426b3c730cc89bdc51b9213bdb127961d86e0819914d07b4a51d96a665e');
  });
});

const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1);

/** A small valid PNG whose header says another size. */
function announce(width: number, height: number): Uint8Array {
  const png = canonicalPng(rgbImage(width, 1, new Uint8Array(3 * width)));
  const taller = canonicalPng(rgbImage(1, height, new Uint8Array(3 * height)));
  png.set(taller.subarray(20, 24), 20);
  return png;
}
