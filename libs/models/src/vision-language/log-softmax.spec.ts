import { Rng } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { argMax, drawToken, logMoments, logSumExp } from './log-softmax.js';

const row = Float32Array.of(9, 9, 0.5, -1, 2, 0.25, 9); // four of these count
const [start, size] = [2, 4];
const shares = [0.5, -1, 2, 0.25].map(Math.exp).map((x, _, all) => x / all.reduce((a, b) => a + b));

describe('one row of logits', () => {
  it('is normalised and has its moments, by the definition', () => {
    const mean = shares.reduce((sum, p) => sum + p * Math.log(p), 0);
    const variance = shares.reduce((sum, p) => sum + p * (Math.log(p) - mean) ** 2, 0);
    const moments = logMoments(row, start, size);
    expect(moments.normaliser).toBeCloseTo(logSumExp(row, start, size), 12);
    expect(moments.mean).toBeCloseTo(mean, 6);
    expect(moments.deviation).toBeCloseTo(Math.sqrt(variance), 6);
  });

  it('counts words without any probability for nothing', () => {
    const moments = logMoments(Float32Array.of(0, -Infinity, 0), 0, 3);
    expect(moments.mean).toBeCloseTo(-Math.log(2), 6);
    expect(moments.deviation).toBeCloseTo(0, 6);
  });
});

describe('drawing a token', () => {
  const draws = (temperature: number, count: number) => {
    const rng = new Rng('draws');
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < count; draw++) {
      const token = drawToken(row, start, size, temperature, rng.uniform());
      counts[token] = (counts[token] ?? 0) + 1;
    }
    return counts.map((n) => n / count);
  };

  it('follows the softmax', () => {
    draws(1, 40_000).forEach((share, token) => expect(Math.abs(share - (shares[token] ?? 0))).toBeLessThan(0.01));
  });

  it('takes the most likely one when it is cold, and anything when it is hot', () => {
    expect(draws(0.01, 200)[argMax(row, start, size)]).toBe(1);
    draws(1e6, 40_000).forEach((share) => expect(Math.abs(share - 0.25)).toBeLessThan(0.01));
  });
});
