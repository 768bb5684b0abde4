/** Whole arrays between float32 and the bit patterns of IEEE 754 binary16, fast enough for activations. */

const number = new Float32Array(1);
const bitsOf = new Uint32Array(number.buffer);
/** Between the biases of the two exponents, 127 − 15, in place. */
const rebias = 112 << 23;

/** Exact. */
export function halfToSingle(half: Uint16Array): Float32Array<ArrayBuffer> {
  const words = new Uint32Array(half.length);
  for (let at = 0; at < half.length; at++) {
    const bits = half[at] as number; // in bounds
    words[at] = ((bits & 0x8000) << 16) | single(bits & 0x7fff);
  }
  return new Float32Array(words.buffer);
}

/** Ties to even; overflow gives infinity. */
export function singleToHalf(values: Float32Array): Uint16Array<ArrayBuffer> {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const half = new Uint16Array(values.length);
  for (let at = 0; at < half.length; at++) {
    const word = words[at] as number; // in bounds
    half[at] = ((word >>> 16) & 0x8000) | rounded(word & 0x7fffffff);
  }
  return half;
}

function single(magnitude: number): number {
  if (magnitude >= 0x7c00) return 0x7f800000 | ((magnitude & 0x3ff) << 13); // infinity and NaN
  if (magnitude >= 0x400) return (magnitude << 13) + rebias;
  number[0] = magnitude * 2 ** -24;
  return bitsOf[0] as number;
}

function rounded(magnitude: number): number {
  if (magnitude > 0x7f800000) return 0x7e00; // NaN
  if (magnitude >= 0x477ff000) return 0x7c00; // from 65520 on
  if (magnitude >= 0x38800000) return (magnitude - rebias + 0xfff + ((magnitude >> 13) & 1)) >> 13;
  bitsOf[0] = magnitude;
  return (Math.fround((number[0] as number) + 0.5) - 0.5) * 2 ** 24; // one half has its last place at 2^-24
}
