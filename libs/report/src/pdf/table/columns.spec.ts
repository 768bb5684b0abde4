import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnWidths, squeezed } from './columns.js';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const wishes = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 400 })), { minLength: 1, maxLength: 12 })
  .map((pairs) => pairs.map(([least, more]) => ({ least, natural: least + more })));

describe('columnWidths', () => {
  it('fits the room and gives every column its longest word, or says that it cannot', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 50, max: 800 }), (all, room) => {
        const widths = columnWidths(all, room);
        const fits = sum(all.map(({ least }) => least)) <= room;
        expect(widths !== null).toBe(fits);
        if (!fits) return;
        expect(sum(widths ?? [])).toBeLessThanOrEqual(room + 1e-6);
        all.forEach(({ least }, column) => expect(widths?.[column]).toBeGreaterThanOrEqual(least - 1e-6));
      }),
    );
  });

  it('gives more to the column that asks for more', () => {
    const [short = 0, long = 0] =
      columnWidths(
        [
          { least: 20, natural: 30 },
          { least: 20, natural: 200 },
        ],
        120,
      ) ?? [];
    expect(long).toBeGreaterThan(short);
    expect(short + long).toBeCloseTo(120);
  });
});

describe('squeezed', () => {
  it('fills the room and takes from wide columns only', () => {
    expect(
      squeezed(
        [
          { least: 10, natural: 10 },
          { least: 300, natural: 300 },
        ],
        100,
      ),
    ).toEqual([10, 90]);
  });
});
