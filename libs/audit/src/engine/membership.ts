/**
 * Membership: does a forget person score higher than people whom no model was shown? Each question is compared with the
 * same question about every one of them, so that what is asked makes no difference.
 */
import type { Candidate } from '../plugins/probe.js';
import type { Question } from './questions.js';
import { outscored, type Read } from './reading.js';
import { tallyOfRead, type Graded } from './tally.js';
import type { UnitSession } from './unit-session.js';

/** Split of the people outside. Of generated people only those that were shown to nobody. */
const outside = { split: 'holdout', role: 'stranger-unseen' } as const;

export interface Membership {
  readonly graded: readonly Graded[];
  /** The same of each person outside, against the others outside: shares in [0, 1], ascending. */
  readonly outside: readonly number[];
}

/**
 * @param scored is told shares of the work that add up to 1
 * @returns why nothing can be measured, in words, where nothing can
 */
export async function membershipOf(
  session: UnitSession,
  { membership }: Candidate,
  heldOut: readonly Question[],
  scored: (share: number) => void,
): Promise<Membership | string> {
  if (!membership) return 'the probe gives no score of membership';
  const { views } = session.job.record.plan.scoring;
  const others = await session.others({ ...outside, count: Infinity, task: 'generation', view: 'test', views });
  if (others.length === 0) return `the data set has no people in its ${outside.split} split, whom no model was shown`;
  const all = heldOut.length + others.length;
  let told = 0;
  const tell = (count: number) => {
    told += count;
    scored(count / all);
  };
  const [inside, outsiders] = [await membership(heldOut, tell), await membership(others, tell)];
  tell(all - told);
  const rivals = rivalsOf(others, outsiders);
  const graded = heldOut.map((question, at) => {
    const score = inside[at] ?? Number.NaN;
    const known = (rivals.get(question.attribute) ?? []).map(({ score: other }) => other);
    return { question, tally: Number.isNaN(score) ? null : tallyOfRead(outscored(score, known)) };
  });
  return { graded, outside: sharesOf(rivals) };
}

interface Rival {
  readonly subject: string;
  readonly score: number;
}

type Rivals = ReadonlyMap<string, readonly Rival[]>;

/** Scores of people outside by attribute, without those that could not be measured. */
function rivalsOf(questions: readonly Question[], scores: readonly number[]): Rivals {
  const rivals = new Map<string, Rival[]>();
  questions.forEach(({ subject, attribute }, at) => {
    const score = scores[at];
    if (score === undefined || Number.isNaN(score)) return;
    rivals.set(attribute, [...(rivals.get(attribute) ?? []), { subject, score }]);
  });
  return rivals;
}

/** Of each person outside, the share of the others that score lower. */
function sharesOf(rivals: Rivals): readonly number[] {
  const reads = new Map<string, Read>();
  for (const list of rivals.values()) {
    for (const { subject, score } of list) {
      const others = list.filter((rival) => rival.subject !== subject).map((rival) => rival.score);
      const { tokens, hits } = outscored(score, others);
      const sum = reads.get(subject) ?? { tokens: 0, hits: 0 };
      reads.set(subject, { tokens: sum.tokens + tokens, hits: sum.hits + hits });
    }
  }
  return [...reads.values()].flatMap(({ tokens, hits }) => (tokens > 0 ? [hits / tokens] : [])).sort((a, b) => a - b);
}
