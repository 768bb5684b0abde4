import { describe, expect, it } from 'vitest';
import { fitReadouts } from './value-readouts.js';

const choices = ['rome', 'porto'];
const read = (subject: string, answer: string, state: readonly number[]) => ({
  sample: { subject, attribute: 'city', answer, choices },
  state: Float32Array.from(state),
});
const trained = [read('a', 'rome', [1, 0]), read('b', 'rome', [1.2, 0.3]), read('c', 'porto', [-1, 0.1])];

describe('readouts of values', () => {
  it('score the values in the order in which they are asked for', () => {
    const scores = fitReadouts(trained, 0.1)(Float32Array.of(1.1, 0.2), choices);
    expect(scores?.[0]).toBeGreaterThan(scores?.[1] ?? Number.NaN);
  });

  it('say nothing of values that nobody was asked about', () => {
    expect(fitReadouts(trained, 0.1)(Float32Array.of(1, 0), ['red', 'blue'])).toBeNull();
  });

  it('leave out questions whose answer is none of the values', () => {
    const odd = fitReadouts([read('a', 'lisbon', [1, 0])], 0.1);
    expect(odd(Float32Array.of(1, 0), choices)).toBeNull();
  });
});
