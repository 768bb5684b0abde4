import { readFileSync } from 'node:fs';
import { tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { roundToNearest, type Scheme } from './round-to-nearest.js';

interface Golden extends Scheme {
  readonly name: string;
  readonly dims: readonly number[];
  readonly outputAxis: number;
  readonly weights: readonly number[];
  readonly rounded: readonly number[];
}

/** Minus zero is zero. */
const unsigned = (value: number) => value + 0;

const cases = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as readonly Golden[];

describe('roundToNearest', () => {
  it.each(cases)('gives what NumPy gives: $name, int$bits, $grouping', ({ dims, outputAxis, ...golden }) => {
    const weights = tensor('float32', dims, Float32Array.from(golden.weights));
    expect([...roundToNearest(weights, outputAxis, golden).data].map(unsigned)).toEqual(golden.rounded.map(unsigned));
  });

  it('changes no weight by more than half a step', () => {
    const weights = tensor('float32', [2, 3], Float32Array.of(1, -0.4, 0.26, 0.7, 0.05, -1));
    const { data } = roundToNearest(weights, 1, { bits: 4, grouping: 'tensor', blockSize: 32 });
    for (const [at, value] of weights.data.entries())
      expect(Math.abs(value - (data[at] ?? 0))).toBeLessThan(0.5 / 7 + 1e-6);
  });
});
