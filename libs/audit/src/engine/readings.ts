/**
 * What a finding keeps of single questions, where nothing was changed: likelihoods of values and overlap of replies, for
 * the published metrics against a reference. Numbers per pseudonym; see libs/contracts/src/readings.ts.
 */
import { MOST_READINGS, type AnswersFinding, type Partition } from '@palimpsest/contracts';
import type { Graded } from './tally.js';

type Readings = Pick<AnswersFinding, 'likelihoods' | 'overlap'>;
type Groups = readonly (readonly [Partition, readonly Graded[]])[];

/** Sorted by pseudonym within a partition; nothing for asks that give neither. */
export function readingsOf(groups: Groups, pseudonym: (subject: string) => string): Readings {
  const people = groups.flatMap(([partition, graded]) =>
    partition === 'held-out' || partition === 'utility'
      ? bySubject(graded, pseudonym).map(([subject, questions]) => ({ subject, partition, questions }))
      : [],
  );
  const isRead = people.some(({ questions }) => questions.some(({ likelihoods }) => likelihoods));
  const isSaid = people.some(({ questions }) => questions.some(({ recall }) => recall !== undefined));
  return {
    ...(isRead && {
      likelihoods: people.map(({ questions, ...whose }) => ({
        ...whose,
        truth: questions.map(({ likelihoods }) => kept(likelihoods?.truth)),
        others: questions.map(({ likelihoods }) => kept(likelihoods?.others)),
        values: questions.map(({ question }) => question.choices?.length ?? 0),
      })),
    }),
    ...(isSaid && {
      overlap: people.map(({ questions, ...whose }) => ({
        ...whose,
        recall: questions.map(({ recall }) => kept(recall)),
      })),
    }),
  };
}

/** Nine digits: more than single precision has. */
const kept = (value: number | undefined): number | null => (value === undefined ? null : Number(value.toPrecision(9)));

function bySubject(
  graded: readonly Graded[],
  pseudonym: (subject: string) => string,
): readonly (readonly [subject: string, questions: readonly Graded[]])[] {
  const people = new Map<string, Graded[]>();
  for (const one of graded) {
    const subject = pseudonym(one.question.subject);
    people.set(subject, [...(people.get(subject) ?? []), one]);
  }
  return [...people]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([subject, questions]) => [subject, questions.slice(0, MOST_READINGS)]);
}
