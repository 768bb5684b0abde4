/** What the roster of libs/metrics computes from counts of people, whole, held against scipy and NumPy. */
import { describe, it } from 'vitest';
import golden from '../golden/roster.json' with { type: 'json' };
import { clopperPearson } from './clopper-pearson.js';
import { clusteredMean } from './clustered-mean.js';
import { detectionRate } from './detection-rate.js';
import { differenceOfClusteredMeans } from './difference.js';
import { maximumOverControls } from './maximum-over-controls.js';
import type { Measured } from './metric.js';
import { expectClose, expectEnds } from './testing/expect-close.js';
import { peopleWith, the } from './testing/people.js';

const expectMetric = (metric: Measured, [estimate = Number.NaN, ...ends]: readonly number[], label: string) => {
  expectClose(metric.estimate, estimate, label, { absolute: 1e-12 });
  expectEnds(metric, ends, label, { absolute: 1e-12 });
};

describe('counts of people, 1e-9 relative', () => {
  it('recovery: the mean over people and its interval', () => {
    for (const { target, answers, recovery } of golden.counts) {
      expectMetric(the(clusteredMean(peopleWith(target, answers))), recovery, 'recovery');
    }
  });

  it('difference, leak and its bound: over the highest control', () => {
    for (const { target, controls, answers, differences, leak, bound } of golden.counts) {
      const results = controls.map((control) =>
        the(differenceOfClusteredMeans(peopleWith(target, answers), peopleWith(control, answers))),
      );
      results.forEach((result, at) => expectMetric(result.difference, differences[at] ?? [], `difference ${at}`));
      const beyond = the(maximumOverControls(results.map((result, at) => ({ name: `control ${at}`, result }))));
      expectMetric(beyond.leak, leak, 'leak');
      expectClose(beyond.upperBound, bound, 'bound');
    }
  });

  it('the bound for one person', () => {
    for (const { target, answers, personBounds } of golden.counts) {
      target.forEach((hits, at) => {
        const { high } = the(clopperPearson(hits, answers, { side: 'upper' }));
        expectClose(high, personBounds[at] ?? Number.NaN, `person ${at}`);
      });
    }
  });
});

describe('scores of images, 1e-9 relative', () => {
  it('detection and false alarm rate at the threshold of the calibration images', () => {
    for (const { threshold, truePositiveRate, falsePositiveRate, ...scores } of golden.detection) {
      const rate = the(detectionRate(scores));
      expectClose(rate.threshold, threshold, 'threshold');
      expectMetric(the(rate.truePositiveRate), truePositiveRate, 'detection rate');
      expectMetric(the(rate.falsePositiveRate), falsePositiveRate, 'false alarm rate');
    }
  });
});
