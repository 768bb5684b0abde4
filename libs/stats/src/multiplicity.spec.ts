import { Rng } from '@palimpsest/tensor';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../golden/tests.json' with { type: 'json' };
import { benjaminiHochberg, holm } from './multiplicity.js';
import { StatisticsError } from './statistics-error.js';
import { expectClose } from './testing/expect-close.js';

const adjustments = { holm, benjaminiHochberg };
const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

describe('golden adjusted p-values, 1e-12 relative', () => {
  it('holm and benjaminiHochberg agree with statsmodels', () => {
    for (const row of golden.multiplicity) {
      holm(row.p).forEach((p, index) => expectClose(p, row.holm[index]!, 'holm', { relative: 1e-12 }));
      benjaminiHochberg(row.p).forEach((p, index) => expectClose(p, row.bh[index]!, 'bh', { relative: 1e-12 }));
    }
  });
});

describe.each(Object.entries(adjustments))('%s', (_, adjust) => {
  it('never lowers a p-value, keeps their order and stays in [0, 1]', () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        const adjusted = adjust(ps);
        adjusted.forEach((p, index) => {
          expect(p).toBeGreaterThanOrEqual(ps[index]!);
          expect(p).toBeLessThanOrEqual(1);
          ps.forEach((other, at) => {
            if (other < ps[index]!) expect(adjusted[at]!).toBeLessThanOrEqual(p);
            if (other === ps[index]) expect(adjusted[at]).toBe(p);
          });
        });
      }),
    );
  });

  it('puts each answer where its question was', () => {
    fc.assert(
      fc.property(pValues, fc.integer(), (ps, seed) => {
        const order = new Rng(seed).shuffle(ps.map((_, index) => index));
        const adjusted = adjust(ps);
        expect(adjust(order.map((index) => ps[index]!))).toEqual(order.map((index) => adjusted[index]));
      }),
    );
  });

  it('leaves a single question alone and has nothing to say about none', () => {
    expect(adjust([0.03])).toEqual([0.03]);
    expect(adjust([])).toEqual([]);
  });

  it('refuses what is not a p-value', () => {
    for (const bad of [Number.NaN, -0.1, 1.1]) expect(() => adjust([0.5, bad])).toThrow(StatisticsError);
  });
});

describe('holm', () => {
  it('is never more generous than Bonferroni allows and never less than Benjamini–Hochberg asks', () => {
    fc.assert(
      fc.property(pValues, (ps) => {
        const relaxed = benjaminiHochberg(ps);
        holm(ps).forEach((p, index) => {
          expect(p).toBeLessThanOrEqual(Math.min(1, ps[index]! * ps.length) + 1e-15);
          expect(p).toBeGreaterThanOrEqual(relaxed[index]! - 1e-15);
        });
      }),
    );
  });
});
