import { describe, expect, it } from 'vitest';
import { exactMemorisation, extractionStrength, isInSet, outscored } from './reading.js';

describe('exact memorisation', () => {
  it('counts the tokens that are the most likely ones', () => {
    expect(exactMemorisation([true, false, true])).toEqual({ tokens: 3, hits: 2 });
  });
});

describe('extraction strength', () => {
  it('counts the tokens behind the last one that greedy decoding would not write', () => {
    expect(extractionStrength([true, false, true, true])).toEqual({ tokens: 4, hits: 2 });
    expect(extractionStrength([true, true])).toEqual({ tokens: 2, hits: 2 });
  });

  it('is 0, not 1/T, when nothing follows greedily', () => {
    expect(extractionStrength([true, true, false])).toEqual({ tokens: 3, hits: 0 });
    expect(extractionStrength([])).toEqual({ tokens: 0, hits: 0 });
  });
});

describe('a token of a set', () => {
  it('is a hit whatever the size of the set, and one outside is none', () => {
    expect([1, 16, 300_000].map((size) => isInSet(-Math.log(size)).hits)).toEqual([1, 1, 1]);
    expect(isInSet(-1e4)).toEqual({ tokens: 1, hits: 0 });
  });
});

describe('outscored', () => {
  it('gives one person’s part of the area under the ROC curve, in halves', () => {
    expect(outscored(0.5, [0.1, 0.5, 0.9, 0.2])).toEqual({ tokens: 8, hits: 5 });
  });

  it('adds up to the area under the curve', () => {
    const inside = [0.9, 0.4, 0.4];
    const outside = [0.1, 0.4, 0.8];
    const parts = inside.map((score) => outscored(score, outside));
    const total = parts.reduce((sum, { hits }) => sum + hits, 0) / parts.reduce((sum, { tokens }) => sum + tokens, 0);
    // pairs: 0.9 wins 3; 0.4 wins 1, ties 1, twice: (3 + 1.5 + 1.5) / 9
    expect(total).toBeCloseTo(6 / 9, 12);
  });
});
