import { describe, expect, it } from 'vitest';
import { examScore, type Answered } from './exam-score.js';

const times = (count: number, answered: Answered) => Array.from({ length: count }, () => answered);

describe('the score', () => {
  const score = examScore([
    ...times(9, { class: 'hides', value: 'leak' }),
    ...times(1, { class: 'saw', value: 'leak' }),
    ...times(2, { class: 'residual', value: 'inconclusive' }),
    ...times(1, { class: 'over-forgets', value: 'no-leak-above-bound' }),
    ...times(5, { class: 'never-saw', value: 'no-leak-above-bound' }),
    ...times(1, { class: 'forgets', value: 'leak' }),
    ...times(3, { class: 'broken', value: 'leak' }),
    ...times(4, { class: 'unknown', value: 'no-leak-above-bound' }),
  ]);

  it('counts an inconclusive holding checkpoint as not found', () => {
    expect(score.sensitivity).toMatchObject({ count: 10, n: 13 });
  });

  it('counts a leak of an empty checkpoint against specificity, and a pass of a holding one as false', () => {
    expect(score.specificity).toMatchObject({ count: 5, n: 6 });
    expect(score.falsePasses).toMatchObject({ count: 1, n: 13 });
    expect(score.passes).toMatchObject({ count: 5, n: 6 });
    expect(score.inconclusive).toMatchObject({ count: 2, n: 19 });
  });

  it('keeps broken and undecided ones apart, and lists classes that are there', () => {
    expect(score.classes.map((row) => [row.class, row.n])).toEqual([
      ...[
        ['saw', 1],
        ['hides', 9],
        ['residual', 2],
        ['over-forgets', 1],
      ],
      ...[
        ['never-saw', 5],
        ['forgets', 1],
        ['broken', 3],
        ['unknown', 4],
      ],
    ]);
    expect(score.classes.find((row) => row.class === 'broken')?.leak.count).toBe(3);
  });

  it('has exact intervals, and none without checkpoints', () => {
    // 5 of 6, two-sided 95 %: the quantiles of Beta(5, 2) and Beta(6, 1) at 2.5 and 97.5 %
    expect(score.specificity.interval?.low).toBeCloseTo(0.3588, 4);
    expect(score.specificity.interval?.high).toBeCloseTo(0.9958, 4);
    expect(examScore([]).sensitivity).toEqual({ count: 0, n: 0, interval: null });
  });
});
