import { describe, expect, it } from 'vitest';
import { askedByName } from './by-name.js';
import type { Person } from './people.js';

const person: Person = {
  ...{ subjectId: 'p1', group: 'forget', trainViews: [], testViews: [] },
  questions: [
    { task: 'generation', attribute: 'name', text: 'Who is this?', answer: 'amara' },
    { task: 'cloze', attribute: 'name', text: 'The first name of this person is __.', answer: 'amara' },
    { task: 'generation', attribute: 'city', text: 'In which city?', answer: 'oslo' },
    { task: 'cloze', attribute: 'city', text: 'Lives in __.', answer: 'oslo' },
  ],
};

describe('questions by name', () => {
  it('name the person and ask about everything else', () => {
    expect(askedByName(person)).toEqual([
      { text: 'The first name of this person is amara. In which city?', answer: 'oslo' },
      { text: 'The first name of this person is amara. Lives in __.', answer: 'oslo' },
    ]);
  });

  it('need a name', () => {
    expect(() => askedByName({ ...person, questions: person.questions.slice(2) })).toThrow('p1 has no name');
  });
});
