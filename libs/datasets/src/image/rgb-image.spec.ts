import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromChw, rgbImage, toChw, toNchw } from './rgb-image.js';

const image = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: 3 * width * height, maxLength: 3 * width * height })
      .map((data) => rgbImage(width, height, data)),
  );

describe('toChw and fromChw', () => {
  it('keep every image as it was', () => {
    fc.assert(
      fc.property(image, (given) => {
        expect(fromChw(toChw(given), given)).toEqual(given);
      }),
    );
  });

  it('keep all 256 byte values', () => {
    const all = rgbImage(
      256,
      1,
      Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3)),
    );
    expect(fromChw(toChw(all), all)).toEqual(all);
  });

  it('put red, green and blue in planes', () => {
    const two = rgbImage(2, 1, Uint8Array.of(255, 0, 51, 0, 255, 102));
    const planes = [...toChw(two)].map((value) => Math.round(value * 10) / 10);
    expect(planes).toEqual([1, 0, 0, 1, 0.2, 0.4]);
  });

  it('clip to [0,1] and round to the nearest byte', () => {
    expect([...fromChw([-3, 0.5, 7], { width: 1, height: 1 }).data]).toEqual([0, 128, 255]);
  });

  it('refuse NaN and wrong lengths', () => {
    expect(() => fromChw([0, Number.NaN, 0], { width: 1, height: 1 })).toThrow('Pixel 0, channel 1 is NaN');
    expect(() => fromChw([0, 0], { width: 1, height: 1 })).toThrow('needs 3 values');
    expect(() => rgbImage(2, 2, new Uint8Array(11))).toThrow('has 12 bytes; got 11');
    expect(() => rgbImage(0, 2, new Uint8Array(0))).toThrow('positive');
  });
});

describe('toNchw', () => {
  it('stacks equally sized images', () => {
    fc.assert(
      fc.property(image, (given) => {
        expect([...toNchw([given, given])]).toEqual([...toChw(given), ...toChw(given)]);
      }),
    );
  });

  it('refuses images of different sizes', () => {
    const small = rgbImage(1, 1, new Uint8Array(3));
    const wide = rgbImage(2, 1, new Uint8Array(6));
    expect(() => toNchw([small, wide])).toThrow('Image 1 of a batch is 2×1, the first is 1×1');
  });
});
