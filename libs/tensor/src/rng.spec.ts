import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.js';
import { Rng } from './rng.js';

describe('Rng', () => {
  it('draws the same numbers for ever: findings depend on them', () => {
    const rng = new Rng('palimpsest');
    const draws = [rng.integer(1000), rng.integer(1000), rng.integer(1000), rng.uniform(), rng.normal()];
    expect(draws).toEqual([620, 77, 209, 0.802585346896303, 0.8667038131734969]);
    expect(new Rng(7).uniform()).toBe(new Rng('7').uniform());
  });

  it('continues from its state', () => {
    const rng = new Rng(3);
    rng.normal();
    const copy = Rng.restore(rng.state());
    expect([copy.uniform(), copy.fork('a').uniform()]).toEqual([rng.uniform(), rng.fork('a').uniform()]);
    expect(() => Rng.restore('{}')).toThrow(TypeError);
  });

  it('forks streams that do not depend on how much the parent was used', () => {
    const parent = new Rng(3);
    const early = parent.fork('order').uniform();
    parent.uniform();
    expect(parent.fork('order').uniform()).toBe(early);
    expect(parent.fork('other').uniform()).not.toBe(early);
  });

  it('is uniform in every one of ten cells', () => {
    const rng = new Rng(11);
    const cells = Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) cells[rng.integer(10)]!++;
    const chiSquare = cells.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(27.88); // 99.9 % point of χ²(9)
  });

  it('has normal moments', () => {
    const rng = new Rng(12);
    const draws = Array.from({ length: 100_000 }, () => rng.normal());
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.0105); // 3.3 standard errors
    expect(Math.abs(variance - 1)).toBeLessThan(0.015);
  });

  it('shuffles, picks and samples without losing or repeating items', () => {
    const rng = new Rng(5);
    const items = [1, 2, 3, 4, 5, 6];
    expect(rng.shuffle(items).sort()).toEqual(items);
    expect(new Set(rng.sample(items, 4)).size).toBe(4);
    expect(items).toContain(rng.pick(items));
    expect(() => rng.sample(items, 7)).toThrow(RangeError);
    expect(() => rng.pick([])).toThrow(RangeError);
    expect(() => rng.integer(0)).toThrow(RangeError);
  });
});

describe('normalQuantile', () => {
  it('agrees with published values', () => {
    const table = [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.025, -1.959963984540054],
      [1e-10, -6.361340902404056],
      [0.9999, 3.719016485455709],
    ] as const;
    for (const [p, z] of table) expect(normalQuantile(p)).toBeCloseTo(z, 12);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  });
});
