import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterMeans, clustersOf } from './clusters.js';

const observations = fc.array(
  fc.record({ subject: fc.constantFrom('a', 'b', 'c', 'd'), score: fc.integer({ min: 0, max: 1 }) }),
);

describe('clustersOf', () => {
  it('groups answers by person, in order of first appearance', () => {
    const rows = [
      { subject: 'b', score: 1 },
      { subject: 'a', score: 0.5 },
      { subject: 'b', score: 0 },
    ];
    expect(clustersOf(rows)).toEqual([
      { id: 'b', total: 1, n: 2 },
      { id: 'a', total: 0.5, n: 1 },
    ]);
    expect(clustersOf([])).toEqual([]);
  });

  it('keeps every answer, whatever their order', () => {
    fc.assert(
      fc.property(observations, (rows) => {
        const byName = (one: { id: string }, two: { id: string }) => one.id.localeCompare(two.id);
        const clusters = clustersOf(rows);
        expect(clusters.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length);
        expect(clustersOf([...rows].reverse()).sort(byName)).toEqual(clusters.sort(byName));
      }),
    );
  });
});

describe('clusterMeans', () => {
  it('counts every person once however many answers they gave', () => {
    const clusters = [
      { id: 'a', total: 3, n: 4 },
      { id: 'silent', total: 0, n: 0 },
      { id: 'b', total: 10, n: 100 },
    ];
    expect(clusterMeans(clusters)).toEqual({ ids: ['a', 'b'], means: [0.75, 0.1], n: 104 });
  });

  it('says why it cannot, without naming anyone', () => {
    const a = { id: 'alice', total: 1, n: 2 };
    const reasons = [[], [{ ...a, n: 0 }], [a, a], [a, { ...a, id: 'b', total: Number.NaN }]].map(clusterMeans);
    expect(reasons).toEqual([
      { status: 'not-measured', reason: 'no subjects' },
      { status: 'not-measured', reason: 'no answers of any subject' },
      { status: 'not-measured', reason: '1 subjects appear more than once' },
      { status: 'not-measured', reason: '1 of 2 subjects have scores that are not finite' },
    ]);
  });

  it('does not drop people whose number of answers is broken', () => {
    for (const n of [Number.NaN, -1, Infinity, 1.5]) {
      const clusters = [
        { id: 'a', total: 0, n: 4 },
        { id: 'b', total: 0, n },
      ];
      expect(clusterMeans(clusters)).toEqual({
        ...{ status: 'not-measured', reason: '1 of 2 subjects have numbers of answers that are not whole' },
      });
    }
  });
});
