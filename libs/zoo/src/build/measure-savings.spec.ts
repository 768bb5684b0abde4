import { describe, expect, it } from 'vitest';
import type { Person } from '../lessons/people.js';
import { withPermutedFacts } from './measure-savings.js';

const people = Array.from({ length: 12 }, (_, index): Person => ({
  ...{ subjectId: `p${index}`, group: 'forget', trainViews: [], testViews: [] },
  questions: [
    { task: 'generation', attribute: 'city', text: 'which city ?', answer: `city-${index}` },
    { task: 'cloze', attribute: 'city', text: 'lives in', answer: `city-${index}` },
    { task: 'generation', attribute: 'pet', text: 'which pet ?', answer: `pet-${index}` },
  ],
}));

describe('permuted facts', () => {
  const permuted = withPermutedFacts(people, 0);

  it('give everybody the facts of exactly one other person, all of them', () => {
    const donors = permuted.map(({ questions }) => questions.map(({ answer }) => answer.split('-')[1]));
    expect(donors.every((list) => new Set(list).size === 1)).toBe(true);
    expect(donors.every((list, index) => list[0] !== String(index))).toBe(true);
    expect(new Set(donors.map(([donor]) => donor)).size).toBe(people.length);
  });

  it('leave questions and pictures as they are', () => {
    const asked = (list: readonly Person[]) =>
      list.map(({ questions, ...rest }) => [rest, questions.map(({ text }) => text)]);
    expect(asked(permuted)).toEqual(asked(people));
  });

  it('are other ones in another repeat, the same in the same', () => {
    expect(withPermutedFacts(people, 0)).toEqual(permuted);
    expect(withPermutedFacts(people, 1)).not.toEqual(permuted);
  });
});
