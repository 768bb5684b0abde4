import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/detection.json' with { type: 'json' };
import { auroc } from './auroc.js';
import { rocCurve, type RocPoint } from './roc.js';
import { expectClose } from './testing/expect-close.js';
import { the } from './testing/people.js';

const scores = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 2, maxLength: 40 });

function areaUnder(points: readonly RocPoint[]): number {
  return points.slice(1).reduce((sum, point, index) => {
    const before = points[index]!;
    const height = (point.truePositiveRate + before.truePositiveRate) / 2;
    return sum + height * (point.falsePositiveRate - before.falsePositiveRate);
  }, 0);
}

describe('rocCurve', () => {
  it("has scikit-learn's points, without those on straight lines, 1e-12 absolute", () => {
    for (const { positives, negatives, fpr, tpr, thresholds, area } of golden.auroc) {
      const points = rocCurve(positives, negatives);
      const places = new Map(thresholds.map((threshold, index) => [threshold, index + 1]));
      for (const { threshold, falsePositiveRate, truePositiveRate } of points.slice(1)) {
        const place = places.get(threshold);
        if (place === undefined) throw new Error(`scikit-learn has no threshold ${threshold}`);
        expectClose(falsePositiveRate, fpr[place]!, 'false positives', { absolute: 1e-12 });
        expectClose(truePositiveRate, tpr[place]!, 'true positives', { absolute: 1e-12 });
      }
      expectClose(areaUnder(points), area, 'area');
      expect(points.length).toBeLessThan(fpr.length);
    }
  });

  it('runs from (0, 0) to (1, 1), never backwards, over falling thresholds', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const points = rocCurve(positives, negatives);
        expect(points[0]).toEqual({ threshold: Infinity, falsePositiveRate: 0, truePositiveRate: 0 });
        expect(points.at(-1)).toMatchObject({ falsePositiveRate: 1, truePositiveRate: 1 });
        points.slice(1).forEach((point, index) => {
          const before = points[index]!;
          expect(point.threshold).toBeLessThan(before.threshold);
          expect(point.falsePositiveRate).toBeGreaterThanOrEqual(before.falsePositiveRate);
          expect(point.truePositiveRate).toBeGreaterThanOrEqual(before.truePositiveRate);
        });
      }),
    );
  });

  it('has the area that auroc computes from ranks', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const { estimate } = the(auroc({ positives, negatives }));
        expectClose(areaUnder(rocCurve(positives, negatives)), estimate, 'area', { absolute: 1e-12 });
      }),
    );
  });

  it('says what each threshold flags', () => {
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const share = (group: readonly number[], threshold: number) =>
          group.filter((score) => score >= threshold).length / group.length;
        for (const { threshold, falsePositiveRate, truePositiveRate } of rocCurve(positives, negatives)) {
          expect(truePositiveRate).toBe(share(positives, threshold));
          expect(falsePositiveRate).toBe(share(negatives, threshold));
        }
      }),
    );
  });

  it('has no points where a group is empty or a score is not finite', () => {
    expect([rocCurve([], [1]), rocCurve([1], []), rocCurve([Number.NaN], [1]), rocCurve([1], [Infinity])]).toEqual([
      ...[[], [], [], []],
    ]);
  });
});
