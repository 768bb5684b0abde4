/** What a question adds to the counts of its subject: one graded answer, several that were drawn, or tokens read. */
import type { AttributeCounts, Partition, SubjectCounts } from '@palimpsest/contracts';
import type { ValueLikelihoods } from '@palimpsest/stats';
import type { Grade } from './grading.js';
import type { Question } from './questions.js';
import type { Read } from './reading.js';

export type Tally = Pick<SubjectCounts, 'n' | 'correct' | 'exact' | 'refused' | 'unparsable' | 'gibberish'>;

/** What came of a question. */
export interface Outcome {
  /** Null when it could not be measured. */
  readonly tally: Tally | null;
  /** Of a constrained choice. */
  readonly likelihoods?: ValueLikelihoods | null;
  /** ROUGE-L recall of a reply, with stemming. */
  readonly recall?: number;
}

export interface Graded extends Outcome {
  readonly question: Question;
}

const nothing: Tally = { n: 0, correct: 0, exact: 0, refused: 0, unparsable: 0, gibberish: 0 };

export function tallyOfGrade(grade: Grade): Tally {
  return {
    n: 1,
    correct: Number(grade.correct),
    exact: Number(grade.exact),
    refused: Number(grade.refused),
    unparsable: Number(grade.unparsable),
    gibberish: Number(grade.gibberish),
  };
}

/** Tokens in the place of answers. Null when there were none. */
export function tallyOfRead({ tokens, hits }: Read): Tally | null {
  return tokens === 0 ? null : { ...nothing, n: tokens, correct: hits, exact: hits };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(plus, nothing);
}

/** Adds up by subject, sorted by pseudonym. */
export function countBySubject(
  graded: readonly Graded[],
  partition: Partition,
  pseudonym: (subject: string) => string,
): readonly SubjectCounts[] {
  const counts = new Map<string, SubjectCounts>();
  for (const { question, tally } of graded) {
    const subject = pseudonym(question.subject);
    const known = counts.get(subject) ?? { ...nothing, subject, partition, nulls: 0 };
    counts.set(subject, tally ? { ...known, ...plus(known, tally) } : { ...known, nulls: known.nulls + 1 });
  }
  return [...counts.values()].sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

/** Adds up by attribute and in it by subject, sorted by name: exploratory. */
export function countByAttribute(
  graded: readonly Graded[],
  pseudonym: (subject: string) => string,
): readonly AttributeCounts[] {
  const attributes = [...new Set(graded.flatMap(({ question, tally }) => (tally ? [question.attribute] : [])))].sort();
  return attributes.map((attribute) => {
    const own = graded.filter(({ question }) => question.attribute === attribute);
    const subjects = countBySubject(own, 'held-out', pseudonym).filter(({ n }) => n > 0);
    const { n, correct } = sumOf(subjects);
    return {
      attribute,
      n,
      correct,
      subjects: subjects.map((row) => ({ subject: row.subject, n: row.n, correct: row.correct })),
    };
  });
}

function plus(a: Tally, b: Tally): Tally {
  return {
    n: a.n + b.n,
    correct: a.correct + b.correct,
    exact: a.exact + b.exact,
    refused: a.refused + b.refused,
    unparsable: a.unparsable + b.unparsable,
    gibberish: a.gibberish + b.gibberish,
  };
}
