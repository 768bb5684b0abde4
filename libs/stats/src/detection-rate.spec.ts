import { Rng } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson.js';
import { conformalThreshold, detectionRate } from './detection-rate.js';
import { StatisticsError } from './statistics-error.js';
import { the } from './testing/people.js';

const ramp = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('conformalThreshold', () => {
  it('is the ⌈(n + 1)(1 − rate)⌉-th smallest score', () => {
    expect(conformalThreshold(ramp(19), 0.05)).toBe(19);
    expect(conformalThreshold(ramp(20).reverse(), 0.05)).toBe(20);
    expect(conformalThreshold(ramp(39), 0.05)).toBe(38);
    expect(conformalThreshold(ramp(99), 0.1)).toBe(90);
    expect(conformalThreshold([3], 1 - 1e-12)).toBe(3);
  });

  it('flags a new clean image as rarely as promised, whatever the distribution', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(scores, fc.constantFrom(0.05, 0.1, 0.25), (all, rate) => {
        // each score in turn is the new one: at most a share `rate` of them exceed the threshold of the others
        const flagged = all.filter((score, index) => {
          const threshold = conformalThreshold(all.toSpliced(index, 1), rate);
          return typeof threshold === 'number' && score > threshold;
        });
        expect(flagged.length / all.length).toBeLessThanOrEqual(rate + 1e-12);
      }),
    );
  });

  it('has not measured too few clean images, and says how many it needs', () => {
    expect(conformalThreshold(ramp(98), 0.01)).toEqual({
      ...{ status: 'not-measured', reason: '98 clean images cannot fix a rate of 0.01: 99 are needed' },
    });
    expect(conformalThreshold(ramp(99), 0.01)).toBe(99);
    expect(conformalThreshold([], 0.05)).toMatchObject({ status: 'not-measured' });
    expect(conformalThreshold([...ramp(50), Number.NaN], 0.05)).toMatchObject({ status: 'not-measured' });
    expect(() => conformalThreshold(ramp(50), 5)).toThrow(StatisticsError);
  });
});

describe('detectionRate', () => {
  it('counts what exceeds the frozen threshold, with exact intervals', () => {
    const rate = the(detectionRate({ calibration: ramp(39), positives: [38, 39, 50, 60], negatives: ramp(45) }));
    expect(rate).toEqual({
      ...{ status: 'measured', threshold: 38, wantedFalsePositiveRate: 0.05 },
      truePositiveRate: clopperPearson(3, 4),
      falsePositiveRate: clopperPearson(7, 45),
    });
  });

  it('does not depend on the order of images', () => {
    const [calibration, positives, negatives] = [ramp(30), ramp(20).map((score) => score + 15), ramp(31)]; // prettier-ignore
    const shuffle = (scores: readonly number[]) => new Rng(4).shuffle(scores);
    expect(
      detectionRate({
        ...{ calibration: shuffle(calibration), positives: shuffle(positives), negatives: shuffle(negatives) },
      }),
    ).toEqual(detectionRate({ calibration, positives, negatives }));
  });

  it('has not measured what there are no images for', () => {
    expect(detectionRate({ calibration: ramp(30), positives: [], negatives: [1] })).toEqual({
      ...{ status: 'not-measured', reason: 'no attacked images' },
    });
    const clean = the(detectionRate({ calibration: ramp(30), positives: [1], negatives: [] }));
    expect(clean.falsePositiveRate).toEqual({ status: 'not-measured', reason: 'no answers' });
    expect(detectionRate({ calibration: ramp(3), positives: [1], negatives: [1] }).status).toBe('not-measured');
    expect(detectionRate({ calibration: ramp(30), positives: [Number.NaN], negatives: [1] }).status).toBe(
      'not-measured',
    );
  });
});
