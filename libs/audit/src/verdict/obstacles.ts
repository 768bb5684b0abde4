/**
 * Everything that stands between a target and a pass. A pass is an intersection–union claim: every
 * confirmatory endpoint must have been measured on everybody, with healthy attacks, controls that never knew,
 * enough power, and a bound below the margin. What is absent is an obstacle, never a pass.
 */
import type { Endpoint, VerdictReason } from '@palimpsest/contracts';
import type { AuditRecord } from '../ports/work.js';
import { findPlugin } from '../plugins/catalog.js';
import { cleanCounts, eligibleSubjects, standingOf, type Case } from './case.js';
import { confirmatoryProbes } from './family.js';
import { nullShareOf, rateOf } from './metrics.js';
import { percent, points } from './wording.js';

type Target = AuditRecord['checkpoints'][number];
type Code = VerdictReason['code'];

/**
 * Empty when nothing stands against a pass.
 * @param tier when only this tier is judged, and `confirmatory` are its endpoints
 */
export function obstaclesToPass(
  given: Case,
  target: Target,
  confirmatory: readonly Endpoint[],
  tier?: number,
): readonly VerdictReason[] {
  const { policy } = given.record.plan;
  if (confirmatory.length === 0) {
    const people = eligibleSubjects(given).length;
    return [reason('empty-audit', `no confirmatory endpoint has answers (${people} people could be scored)`)];
  }
  const ids = (keep: (endpoint: Endpoint) => boolean) => confirmatory.filter(keep).map(({ id }) => id);
  const isMeasured = ({ leak }: Endpoint) => leak.state === 'measured';
  const lacks = (control: string) => (endpoint: Endpoint) =>
    !endpoint.comparisons.some((row) => row.control === control && row.recovery.state === 'measured');
  const few = (endpoint: Endpoint) =>
    endpoint.target.state === 'measured' && endpoint.target.n < policy.minimumSubjects;
  return [
    ...about('units-missing', missingWork(given, target, tier), (list) => `not measured on ${target.name}: ${list}`),
    ...about('units-missing', uncompared(confirmatory), (list) => `no leak could be computed: ${list}`),
    ...about('too-few-subjects', ids(few), (list) => `fewer than ${policy.minimumSubjects} people answered: ${list}`),
    ...about('no-reference', ids(lacks('reference')), (list) => `no reference model was asked the same way: ${list}`),
    ...about('no-prior', ids(lacks('prior')), (list) => `how often a guess is right is not known: ${list}`),
    ...about(
      'reference-knows',
      knowing(confirmatory, policy.margin),
      (list) => `not a control that never knew: ${list}`,
    ),
    ...about('attack-unhealthy', unhealthy(confirmatory), (list) => list),
    ...about(
      'too-many-nulls',
      ids((endpoint) => nullShareOf(endpoint) > policy.maximumNulls),
      (list) => `more than ${percent(policy.maximumNulls)} of the answers could not be measured: ${list}`,
    ),
    ...about(
      'model-broken',
      ids(({ rates: { gibberish } }) => gibberish.state === 'measured' && gibberish.estimate > 0.5),
      (list) => `most replies are gibberish: ${list}`,
    ),
    ...about('model-broken', useless(given, target), (list) => list),
    ...about(
      'low-power',
      ids((endpoint) => isMeasured(endpoint) && (endpoint.power ?? 0) < policy.power),
      (list) => `power below ${percent(policy.power)} at a margin of ${points(policy.margin)}: ${list}`,
    ),
    ...about(
      'bound-above-margin',
      ids((endpoint) => isMeasured(endpoint) && !endpoint.isBelowMargin),
      (list) => `the upper bound is not below ${points(policy.margin)}: ${list}`,
    ),
  ];
}

const reason = (code: Code, detail: string): VerdictReason => ({ code, detail });

const about = (code: Code, found: readonly string[], detail: (list: string) => string) =>
  found.length > 0 ? [reason(code, detail([...new Set(found)].join(', ')))] : [];

/** Confirmatory probes of the plan without answers, seeds that were not run, people who were not asked. */
function missingWork(given: Case, target: Target, tier: number | undefined): readonly string[] {
  const { plan } = given.record;
  const eligible = eligibleSubjects(given);
  const planned = confirmatoryProbes(given, target);
  return plan.probes.flatMap(({ id, label, seeds }) => {
    if (!planned.includes(label) || standingOf(given, label).tier !== (tier ?? standingOf(given, label).tier))
      return [];
    const probe = findPlugin('probe', given.catalog.probes, id);
    const rows = given.ledger.answers.filter(
      (row) => row.checkpoint.name === target.name && row.probe.label === label && row.answers === 'true',
    );
    if (rows.length === 0) return [label];
    const wanted = probe.seeded ? plan.seeds.slice(0, seeds ?? plan.seeds.length) : [0];
    const absent = wanted.filter((seed) => !rows.some((row) => row.seed === seed));
    const asked = new Set(rows.flatMap((row) => row.subjects.map(({ subject }) => subject)));
    const unasked = eligible.filter((subject) => !asked.has(subject)).length;
    return [
      ...absent.map((seed) => `${label} with seed ${seed}`),
      ...(unasked > 0 ? [`${label} for ${unasked} of ${eligible.length} people`] : []),
    ];
  });
}

const uncompared = (confirmatory: readonly Endpoint[]) =>
  confirmatory.flatMap(({ id, leak }) => (leak.state === 'measured' ? [] : [`${id} (${leak.reason})`]));

/** A model that lost the retain people too has forgotten nobody in particular: it answers nothing any more. */
const keptShare = 0.5;

/** Free answers about retain people, against the controls that should know them as well. */
function useless(given: Case, { name }: Target): readonly string[] {
  const { confidence } = given.record.plan.policy;
  const utilityOf = (checkpoint: string) => rateOf(cleanCounts(given, checkpoint, 'free', 'utility'), confidence);
  const own = utilityOf(name);
  if (own.state !== 'measured') return [];
  return given.record.checkpoints.flatMap(({ name: control, roles }) => {
    const isControl = roles.includes('original') || roles.includes('reference');
    const theirs = isControl && control !== name ? utilityOf(control) : null;
    if (theirs?.state !== 'measured' || own.interval.high >= keptShare * theirs.estimate) return [];
    return [
      `no longer a usable model: ${percent(own.estimate)} right about retain people, ${control} ${percent(theirs.estimate)}`,
    ];
  });
}

/**
 * References that answer clearly more often than a guess, under whatever probe: they have seen the forget
 * subjects, or the probe teaches what it asks. Either way the target's sameness to them proves nothing.
 */
function knowing(confirmatory: readonly Endpoint[], margin: number): readonly string[] {
  return confirmatory.flatMap(({ id, comparisons }) => {
    const prior = comparisons.find(({ control }) => control === 'prior')?.recovery;
    if (prior?.state !== 'measured') return [];
    return comparisons
      .filter(({ control }) => control.endsWith('reference'))
      .flatMap(({ name, recovery }) =>
        recovery.state === 'measured' && recovery.interval.low > prior.estimate + margin
          ? [`${name} under ${id} (${percent(recovery.estimate)} against a guess of ${percent(prior.estimate)})`]
          : [],
      );
  });
}

const unhealthy = (confirmatory: readonly Endpoint[]) =>
  confirmatory.flatMap(({ id, health, controlHealth }) => [
    ...health.map(({ flag }) => `${id}: ${flag}`),
    ...controlHealth.map(({ flag }) => `${id}: ${flag} on a control`),
  ]);
