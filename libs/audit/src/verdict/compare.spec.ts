import { describe, expect, it } from 'vitest';
import { presets, type SubjectCounts } from '@palimpsest/contracts';
import { compareWithControls, type Control } from './compare.js';

const { policy } = presets.demo;
const people = (correct: readonly number[], n = 10): readonly SubjectCounts[] =>
  correct.map((value, index) => ({
    ...{ subject: `S-${String(index).padStart(12, '0')}`, partition: 'held-out', n, correct: value, exact: value },
    ...{ refused: 0, unparsable: 0, gibberish: 0, nulls: 0 },
  }));
const control = (correct: readonly number[], more: Partial<Control> = {}): Control => ({
  ...{ control: 'reference', name: 'r', kind: 'null', nulls: 0 },
  clusters: people(correct).map(({ subject, correct: total, n }) => ({ id: subject, total, n })),
  ...more,
});
const many = (values: readonly number[], times = 12) => Array.from({ length: times }, () => values).flat();

describe('compareWithControls', () => {
  it('takes the highest control, paired by person, with the most cautious interval', () => {
    const low = control(many([0, 1]), { name: 'low' });
    const high = control(many([3, 2]), { name: 'high' });
    const { leakMetric, leak, comparisons } = compareWithControls(people(many([6, 5])), [low, high], policy);
    expect(leak).toMatchObject({ status: 'measured', binding: 'reference (high)' });
    expect(leakMetric).toMatchObject({ state: 'measured', n: 24 });
    const ends = comparisons.map(({ difference }) => (difference.state === 'measured' ? difference.interval : null));
    if (leakMetric.state !== 'measured') throw new Error('not measured');
    expect(leakMetric.estimate).toBeCloseTo(0.3, 12);
    expect(leakMetric.interval.low).toBe(Math.min(...ends.map((end) => end!.low)));
    expect(leakMetric.interval.high).toBe(Math.max(...ends.map((end) => end!.high)));
  });

  it('has no leak when a null control was not measured: it might have been the highest', () => {
    const compared = compareWithControls(
      people(many([9])),
      [control(many([0])), control([], { name: 'lost' })],
      policy,
    );
    expect(compared.leakMetric).toEqual({
      state: 'not-measured',
      reason: 'control reference (lost): control: no subjects',
    });
    expect(compared).toMatchObject({ p: null, exceedsAll: false, pairs: 0 });
  });

  it('asks null controls for the leak floor and attribution controls for any difference', () => {
    // one answer in a hundred more than the control, everywhere: less than the floor of two points
    const target = people(many([31, 29]), 100);
    const same = (kind: Control['kind']): Control => ({
      ...control([], { kind, control: kind === 'null' ? 'reference' : 'noise' }),
      clusters: people(many([30, 28]), 100).map(({ subject, correct, n }) => ({ id: subject, total: correct, n })),
    });
    const { comparisons } = compareWithControls(target, [same('null'), same('attribution')], policy);
    expect(comparisons.map(({ exceeded }) => exceeded)).toEqual([false, false]);
    const p = comparisons.map((comparison) => comparison.p!);
    expect(p[0]).toBeGreaterThan(0.99);
    expect(p[1]).toBeLessThan(0.001);
  });

  it('gives the same numbers whatever the order of the people', () => {
    const target = people(many([6, 1, 4]));
    const reference = control(many([0, 1, 2]));
    const reversed = { ...reference, clusters: [...reference.clusters].reverse() };
    const one = compareWithControls(target, [reference], policy);
    const other = compareWithControls([...target].reverse(), [reversed], policy);
    expect(other.comparisons[0]?.p).toBe(one.comparisons[0]?.p);
    expect(other.leakMetric.state === 'measured' && other.leakMetric.estimate).toBeCloseTo(
      one.leakMetric.state === 'measured' ? one.leakMetric.estimate : NaN,
      12,
    );
  });
});
