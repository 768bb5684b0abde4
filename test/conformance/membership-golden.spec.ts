/** Membership scores from logits to score, against NumPy and Python's zlib (libs/probes/src/membership/make-golden.py). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logMoments } from '../../libs/models/src/vision-language/log-softmax.js';
import { loss, minK, minKPlusPlus, zlib } from '../../libs/probes/src/membership/scores.js';

interface Golden {
  readonly answer: string;
  readonly logits: readonly (readonly number[])[];
  readonly ids: readonly number[];
  readonly share: number;
  readonly loss: number;
  readonly zlib: number;
  readonly minK: number;
  readonly minKPlusPlus: number;
}

const file = new URL('../../libs/probes/src/membership/golden.json', import.meta.url);
const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Golden[];

describe('membership scores', () => {
  it.each(cases)('are those of NumPy: "$answer"', ({ answer, logits, ids, share, ...golden }) => {
    const reads = logits.map((row, at) => {
      const { normaliser, mean, deviation } = logMoments(Float32Array.from(row), 0, row.length);
      const logProbability = (row[ids[at] ?? 0] ?? Number.NaN) - normaliser;
      return { logProbability, standardised: (logProbability - mean) / deviation };
    });
    const read = {
      tokens: reads.map(({ logProbability }) => logProbability),
      standardised: reads.map(({ standardised }) => standardised),
    };
    const scores = {
      loss: loss(read),
      zlib: zlib(read, answer),
      minK: minK(read, share),
      minKPlusPlus: minKPlusPlus(read, share),
    };
    for (const [name, score] of Object.entries(scores))
      expect(score, name).toBeCloseTo(golden[name as keyof typeof scores], 9);
  });
});
