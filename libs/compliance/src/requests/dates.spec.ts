import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datePlus } from './dates.js';

const dates = fc
  .integer({ min: 0, max: 60_000 })
  .map((day) => new Date(Date.UTC(1990, 0, 1 + day)).toISOString().slice(0, 10));
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe('datePlus', () => {
  it('is the same day of a later month, or its last day', () => {
    expect(datePlus('2026-01-31', { months: 1 })).toBe('2026-02-28');
    expect(datePlus('2028-01-31', { months: 1 })).toBe('2028-02-29');
    expect(datePlus('2026-11-30', { months: 3 })).toBe('2027-02-28');
    expect(datePlus('2026-03-15', { months: 1 })).toBe('2026-04-15');
    expect(datePlus('2026-12-31', { days: 45 })).toBe('2027-02-14');
  });

  it('never leaves the month it is meant to reach, and keeps the day where that month has it', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 36 }), (date, months) => {
        const later = datePlus(date, { months });
        const monthOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(monthOf(later) - monthOf(date)).toBe(months);
        const [day, kept] = [Number(date.slice(8)), Number(later.slice(8))];
        if (kept !== day) expect(datePlus(later, { days: 1 }).slice(8)).toBe('01');
        expect(kept).toBeLessThanOrEqual(day);
      }),
    );
  });

  it('counts days one by one', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 400 }), (date, days) => {
        expect(daysBetween(date, datePlus(date, { days }))).toBe(days);
      }),
    );
  });

  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', ''])('refuses %j', (date) => {
    expect(() => datePlus(date, { days: 1 })).toThrow(RangeError);
  });
});
