/**
 * Membership: does a forget person score higher than people whom no model was shown? Each question is compared with the
 * same question about every one of them, so that what is asked makes no difference.
 */
import type { Candidate } from '../plugins/probe.js';
import type { Question } from './questions.js';
import { outscored } from './reading.js';
import { tallyOfRead, type Graded } from './tally.js';
import type { UnitSession } from './unit-session.js';

/** Split of the people outside. Of generated people only those that were shown to nobody. */
const outside = { split: 'holdout', role: 'stranger-unseen' } as const;

/** @returns why nothing can be measured, in words, where nothing can */
export async function membershipOf(
  session: UnitSession,
  { membership }: Candidate,
  heldOut: readonly Question[],
): Promise<readonly Graded[] | string> {
  if (!membership) return 'the probe gives no score of membership';
  const { views } = session.job.record.plan.scoring;
  const others = await session.others({ ...outside, count: Infinity, task: 'generation', view: 'test', views });
  if (others.length === 0) return `the data set has no people in its ${outside.split} split, whom no model was shown`;
  const [inside, outsiders] = [await membership(heldOut), await membership(others)];
  const byAttribute = new Map<string, number[]>();
  others.forEach(({ attribute }, at) => {
    const score = outsiders[at];
    if (score === undefined || Number.isNaN(score)) return;
    byAttribute.set(attribute, [...(byAttribute.get(attribute) ?? []), score]);
  });
  return heldOut.map((question, at) => {
    const score = inside[at] ?? Number.NaN;
    const rivals = byAttribute.get(question.attribute) ?? [];
    return { question, tally: Number.isNaN(score) ? null : tallyOfRead(outscored(score, rivals)) };
  });
}
