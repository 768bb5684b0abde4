/** Erasure depth against NumPy (golden/make-erasure-depth.py), and at its ends. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/erasure-depth.json' with { type: 'json' };
import { erasureDepth, erasureDepthOf, layerErasure, layersOf } from './erasure-depth.js';
import type { LayerKnowledge, PersonLayers } from './erasure-depth.js';
import { expectClose, expectEnds } from './testing/expect-close.js';
import { the } from './testing/people.js';

/** People as [layer][original, never saw, target]. */
type Shares = readonly (readonly (readonly number[])[])[];

const peopleOf = (people: Shares): readonly PersonLayers[] =>
  people.map((layers) => layers.map(([known = NaN, never = NaN, target = NaN]) => ({ known, never, target })));

const share = fc.double({ min: 0, max: 1, noNaN: true });
const layer = fc.record({ known: share, never: share, target: share });

describe('erasureDepth', () => {
  it('agrees with NumPy to 1e-9, layer by layer and with its interval', () => {
    for (const { people, erased, depth, interval } of golden) {
      const layers = layersOf(peopleOf(people));
      layers.forEach((one, at) => {
        const [actual, expected] = [layerErasure(one), erased[at] ?? null];
        if (actual === null || expected === null) expect(actual).toBe(expected);
        else expectClose(actual, expected, `layer ${at + 1}`, { absolute: 1e-12 });
      });
      const metric = the(erasureDepthOf(peopleOf(people)));
      expectClose(metric.estimate, depth, 'depth', { absolute: 1e-12 });
      expectEnds(metric, interval, 'interval', { absolute: 1e-12 });
    }
  });

  it('is 0 for the original, 1 for a model that never saw, and never outside', () => {
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 6 }), (layers) => {
        const as = (target: (of: LayerKnowledge) => number) =>
          erasureDepth(layers.map((one) => ({ ...one, target: target(one) })));
        const depth = erasureDepth(layers);
        if (Number.isNaN(depth)) return;
        expect(depth).toBeGreaterThanOrEqual(0);
        expect(depth).toBeLessThanOrEqual(1);
        expect(as(({ known }) => known)).toBe(0);
        expect(as(({ never }) => never)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('counts layers by what they encode, and those that encode nothing not at all', () => {
    const [deep, shallow] = [
      { known: 0.9, never: 0.1, target: 0.9 },
      { known: 0.3, never: 0.1, target: 0.1 },
    ];
    expect(erasureDepth([deep, shallow])).toBeCloseTo(0.2, 9);
    const silent = { known: 0.1, never: 0.08, target: 0.9 };
    expect(layerErasure(silent)).toBeNull();
    expect(erasureDepth([deep, shallow, silent])).toBeCloseTo(0.2, 9);
    expect(erasureDepth([silent])).toBeNaN();
  });

  it('has an interval also for who lost more than there was to lose', () => {
    const people = [0, 0.25, 0, 0.125].map((target) => [{ known: 0.9, never: 0.25, target }]);
    const { estimate, low, high } = the(erasureDepthOf(people));
    expect([estimate, high]).toEqual([1, 1]);
    expect(low).toBeLessThan(0.99);
    expect(erasureDepthOf([])).toEqual({ status: 'not-measured', reason: 'no subjects' });
  });
});
