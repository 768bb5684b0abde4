import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberWriter } from './number-writer.js';

const [en, de] = [numberWriter('en'), numberWriter('de')];

describe('numberWriter', () => {
  it('writes decimals, minus signs, powers and times as the locale does', () => {
    expect([en.percent(0.1234), de.percent(0.1234)]).toEqual(['12.3 %', '12,3 %']);
    expect([en.points(-0.05), de.points(0.05)]).toEqual(['−5.0', '+5,0']);
    expect([en.small(0.00041), de.small(0.00041)]).toEqual(['4.1 × 10⁻⁴', '4,1 × 10⁻⁴']);
    expect([en.tidyPercent(0.95), de.tidyPercent(0.975)]).toEqual(['95 %', '97,5 %']);
    const iso = '2026-11-28T14:03:09.000Z';
    expect([en.time(iso), de.time(iso)]).toEqual(['2026-11-28 14:03 UTC', '28.11.2026, 14:03 UTC']);
  });

  it('says the same number in every locale, and never a negative zero', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.integer({ min: 0, max: 3 }), (value, digits) => {
        const read = (text: string) => Number(text.replace(',', '.').replace('−', '-'));
        expect(read(de.fixed(value, digits))).toBe(read(en.fixed(value, digits)));
        expect(Math.abs(read(en.fixed(value, digits)) - value)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-9);
        expect(en.fixed(value, digits)).not.toMatch(/^−[0.]+$/);
      }),
    );
  });
});
