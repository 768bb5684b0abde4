import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, byteLength, dataTypes } from './data-type.js';
import { halfToSingle, singleToHalf } from './half-arrays.js';
import { Rng } from './rng.js';
import { bfloat16ToNumber, float16ToNumber, fromNumbers, numberToFloat16, toNumbers } from './elements.js';
import { elementCount, tensor, tensorBytes, TensorError, tensorFromBytes, withDims, zeros } from './tensor.js';

describe('tensor', () => {
  it('refuses data of the wrong length or kind and says what fits', () => {
    expect(() => tensor('float32', [2, 2], new Float32Array(3))).toThrow(
      /float32\[2, 2\] needs 4 array elements, got 3/,
    );
    expect(() => tensor('float32', [1], new Float64Array(1) as never)).toThrow(TensorError);
  });

  it('packs two 4-bit elements into a byte', () => {
    expect(tensor('int4', [3], new Uint8Array([0x78, 0x01])).data.length).toBe(2);
    expect(toNumbers(tensor('int4', [3], new Uint8Array([0x78, 0x0f])))).toEqual([-8, 7, -1]);
    expect(toNumbers(tensor('uint4', [3], new Uint8Array([0x78, 0x0f])))).toEqual([8, 7, 15]);
  });

  it.each(dataTypes.filter((dtype) => dtype !== 'string'))('%s survives its own bytes', (dtype) => {
    const original = zeros(dtype, [3, 2]);
    tensorBytes(original).fill(0x3a);
    const shifted = new Uint8Array(byteLength(dtype, 6) + 1);
    shifted.set(tensorBytes(original), 1); // unaligned on purpose
    expect(tensorFromBytes(dtype, [3, 2], shifted.subarray(1))).toEqual(original);
  });

  it('reads unaligned bytes of a Node Buffer, whose slice() is no copy', () => {
    const bytes = Buffer.from([9, 0, 0, 128, 63, 0, 0, 0, 64]);
    expect(toNumbers(tensorFromBytes('float32', [2], bytes.subarray(1)))).toEqual([1, 2]);
  });

  it('shares data under other dims', () => {
    const original = fromNumbers('int64', [2, 3], [1, 2, 3, 4, 5, 6]);
    expect(withDims(original, [6]).data).toBe(original.data);
    expect(() => withDims(original, [5])).toThrow(TensorError);
  });

  it('counts elements and refuses absurd dims', () => {
    expect([elementCount([]), elementCount([2, 0, 3])]).toEqual([1, 0]);
    expect(() => elementCount([2 ** 40, 2 ** 40])).toThrow(/too many/);
    expect(() => elementCount([-1])).toThrow(/no size/);
  });
});

describe('elements', () => {
  it('knows every float16 bit pattern', () => {
    for (let bits = 0; bits < 65536; bits++) {
      const value = float16ToNumber(bits);
      if (!Number.isNaN(value)) expect(numberToFloat16(value)).toBe(bits);
    }
  });

  it('rounds to the nearest float16', () => {
    fc.assert(
      fc.property(fc.float({ min: -65500, max: 65500, noNaN: true }), (value) => {
        const bits = numberToFloat16(value);
        const error = Math.abs(float16ToNumber(bits) - value);
        const neighbours = [bits - 1, bits + 1].map((near) => Math.abs(float16ToNumber(near & 0xffff) - value));
        expect(neighbours.every((other) => Number.isNaN(other) || other >= error)).toBe(true);
      }),
    );
  });

  it('converts whole arrays of halves as single ones', () => {
    const patterns = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
    const values = halfToSingle(patterns);
    expect(Array.from(values)).toEqual(Array.from(patterns, float16ToNumber));
    const numbers = patterns.filter((bits) => (bits & 0x7fff) <= 0x7c00);
    expect(singleToHalf(halfToSingle(numbers))).toEqual(numbers);
    const rng = new Rng('halves');
    const between = Float32Array.from({ length: 20_000 }, () => rng.normal() * 2 ** (rng.integer(48) - 28));
    const ties = values.filter(Number.isFinite).map((value, at, all) => (value + (all[at + 1] ?? value)) / 2);
    for (const singles of [between, ties]) {
      expect(Array.from(singleToHalf(singles))).toEqual(Array.from(singles, numberToFloat16));
    }
  });

  it('reads bfloat16 as the upper half of a float32', () => {
    expect([bfloat16ToNumber(0x3f80), bfloat16ToNumber(0xc040)]).toEqual([1, -3]);
  });

  it('refuses 64-bit integers that are not exact as numbers', () => {
    expect(() => toNumbers(tensor('int64', [1], new BigInt64Array([2n ** 62n])))).toThrow(/not exact/);
  });

  it('allocates empty strings', () => {
    expect(allocate('string', 2)).toEqual(['', '']);
  });
});
