import { readFileSync } from 'node:fs';
import { Rng } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { fitReadout } from './readout.js';

interface Golden {
  readonly states: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly classes: number;
  readonly ridge: number;
  readonly asked: readonly (readonly number[])[];
  readonly scores: readonly (readonly number[])[];
}

const cases = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as readonly Golden[];
const floats = (rows: readonly (readonly number[])[]) => rows.map((row) => Float32Array.from(row));
const best = (scores: readonly number[]) => scores.indexOf(Math.max(...scores));

describe('a linear readout', () => {
  it.each(cases)('gives what scikit-learn gives, λ = $ridge', ({ states, labels, classes, ridge, asked, scores }) => {
    const readout = fitReadout({ states: floats(states), labels, classes }, ridge);
    floats(asked).forEach((state, row) =>
      readout.scores(state).forEach((score, c) => expect(score).toBeCloseTo(scores[row]?.[c] ?? Number.NaN, 9)),
    );
  });

  it('reads a value that the states hold, and none that they do not', () => {
    const rng = new Rng(5);
    const width = 24;
    const directions = [0, 1, 2].map(() => Array.from({ length: width }, () => rng.normal()));
    const stateOf = (label: number) =>
      Float32Array.from({ length: width }, (_, unit) => (directions[label]?.[unit] ?? 0) + rng.normal());
    const labels = Array.from({ length: 60 }, (_, at) => at % 3);
    const states = labels.map(stateOf);
    const share = (trained: readonly number[]) => {
      const readout = fitReadout({ states, labels: trained, classes: 3 }, 1);
      const asked = Array.from({ length: 300 }, (_, at) => at % 3);
      return asked.filter((label) => best(readout.scores(stateOf(label))) === label).length / asked.length;
    };
    expect(share(labels)).toBeGreaterThan(0.95);
    expect(share(rng.shuffle(labels))).toBeLessThan(0.6);
  });

  it('needs a state', () => {
    expect(() => fitReadout({ states: [], labels: [], classes: 2 }, 1)).toThrow(RangeError);
  });
});
