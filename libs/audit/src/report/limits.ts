/** What this report cannot say, in sentences with this audit's own numbers (SCIENCE §6.3 item 9, §7.2). */
import type { TargetReport } from '@palimpsest/contracts';
import { zeroLeaksUpperBound } from '@palimpsest/stats';
import { findPlugin } from '../plugins/catalog.js';
import { eligibleSubjects, type Case } from '../verdict/case.js';
import { percent, points } from '../verdict/wording.js';
import { untestedClasses } from './attack-classes.js';

export function limitsOf(given: Case, targets: readonly TargetReport[]): string[] {
  const { plan } = given.record;
  const untested = untestedClasses(plan);
  return [
    'A verdict speaks about the probes, margins and people of this plan, not about every possible attack. No verdict says that data was erased.',
    ...(untested.length > 0 ? [`Not tried by any probe of this plan: ${untested.join(', ')}.`] : []),
    ...unexamined(given),
    ...supported(given),
    ...seeds(given),
    ...references(given),
    'Answers about one person are correlated, so the person is the statistical unit. A person’s own bound counts answers as if they were independent and is therefore too narrow.',
    ...(targets.length > 1
      ? [
          `Each target is judged by itself: the correction covers its endpoints and tiers, not the ${targets.length} targets together. If none leaked, up to ${percent(Math.min(1, targets.length * plan.policy.alpha))} of such reports would name one.`,
        ]
      : []),
    'The checkpoints are what their digests say. That these very weights are the ones in service, and that the references were trained as declared, is taken on trust: the audit only checks that references do not answer.',
    'The verdict holds for these files: a quantised, merged or further trained copy is another checkpoint and needs another audit.',
  ];
}

/** A probe that was never seen to find anything supports no absence. */
function unexamined({ record, catalog }: Case): readonly string[] {
  const labels = record.plan.probes.flatMap(({ id, label }) => {
    const { examinedOn, purpose } = findPlugin('probe', catalog.probes, id);
    return examinedOn.length === 0 && purpose !== 'control' ? [label] : [];
  });
  if (labels.length === 0) return [];
  return [
    `Not yet seen to find anything on a checkpoint of known truth, so that finding nothing says nothing: ${labels.join(', ')}.`,
  ];
}

function supported(given: Case): readonly string[] {
  const people = eligibleSubjects(given).length;
  const { alpha, margin } = given.record.plan.policy;
  const bound = zeroLeaksUpperBound(people, { confidence: 1 - alpha });
  if (bound.status === 'not-measured') return ['Nobody could be scored, so nothing is bounded.'];
  return [
    `${people} people cannot bound a leak below ${points(bound.high)} at ${percent(1 - alpha)} confidence even if none of them leaks; the margin of this plan is ${points(margin)}.`,
  ];
}

function seeds({ record }: Case): readonly string[] {
  const { length } = record.plan.seeds;
  if (length === 1) return ['Attacks were run with one seed: how much they vary from seed to seed was not measured.'];
  return [
    `Attacks were run with ${length} seeds; recovery is their mean per person, and each seed’s own value is listed.`,
  ];
}

function references({ record }: Case): readonly string[] {
  const count = record.checkpoints.filter(({ roles }) => roles.includes('reference')).length;
  if (count > 1) return [];
  const floor = points(record.plan.policy.leakFloor);
  return [
    count === 0
      ? 'No reference was compared: without one, nothing can pass.'
      : `One retrained reference does not show how far retrained models differ among themselves; a leak floor of ${floor} stands in for that.`,
  ];
}
