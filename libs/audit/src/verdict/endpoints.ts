/**
 * Endpoints: one probe's variant, asked one way, of one target, with everything that decides whether it is a
 * leak. Confirmatory endpoints form the family over which Holm's correction runs.
 */
import type { Endpoint, HealthFlag, Policy, Purpose, SubjectCounts } from '@palimpsest/contracts';
import { clusteredPower, holm, minimumDetectableEffect, zeroLeaksUpperBound } from '@palimpsest/stats';
import { findPlugin, type Catalog } from '../plugins/catalog.js';
import type { AuditRecord } from '../ports/work.js';
import { compareWithControls, type Compared, type Control } from './compare.js';
import { clustersFor, type Condition, type Ledger } from './ledger.js';
import { missing, rateOf } from './metrics.js';

type Checkpoint = AuditRecord['checkpoints'][number];

export interface Case {
  readonly record: AuditRecord;
  readonly catalog: Catalog;
  readonly ledger: Ledger;
}

/** Purpose and evidence tier of a probe in this plan. */
export function standingOf(
  { record, catalog }: Case,
  label: string,
): { readonly purpose: Purpose; readonly tier: number } {
  const entry = record.plan.probes.find((probe) => probe.label === label);
  const probe = findPlugin('probe', catalog.probes, entry?.id ?? label);
  return { purpose: entry?.purpose ?? probe.purpose, tier: probe.tier };
}

/** All endpoints of a target except controls; Holm-adjusted over the confirmatory ones. */
export function endpointsOf(given: Case, target: Checkpoint): readonly Endpoint[] {
  const { policy } = given.record.plan;
  const drafts = given.ledger
    .conditions()
    .filter(({ checkpoint, answers, defense }) => checkpoint === target.name && answers === 'true' && defense === null)
    .filter(({ probe }) => standingOf(given, probe).purpose !== 'control')
    .map((condition) => draft(given, target, condition));
  const family = drafts.filter(({ endpoint, compared }) => endpoint.purpose === 'confirmatory' && compared.p !== null);
  const adjusted = holm(family.map(({ compared }) => compared.p ?? 1));
  return drafts.map((entry) => {
    const index = family.indexOf(entry);
    return decide(entry, index < 0 ? null : (adjusted[index] ?? null), policy);
  });
}

interface Draft {
  readonly endpoint: Omit<Endpoint, 'pAdjusted' | 'isLeak' | 'isBelowMargin'>;
  readonly compared: Compared;
  /** The attack on some reference did not work, so that control may be too low. */
  readonly isControlSick: boolean;
}

function draft(given: Case, target: Checkpoint, condition: Condition): Draft {
  const { ledger, record } = given;
  const { policy } = record.plan;
  const { confidence } = policy;
  const { purpose, tier } = standingOf(given, condition.probe);
  const counts = ledger.counts(condition);
  const compared = compareWithControls(counts, controlsOf(given, target, condition), policy);
  const binding = compared.leak.status === 'measured' ? compared.leak : null;
  const original = record.checkpoints.find(({ roles }) => roles.includes('original'))?.name;
  const permuted = ledger.counts({ ...condition, answers: 'permuted' });
  return {
    compared,
    isControlSick: controlNames(given, target).some((name) =>
      raisedIn(ledger, { ...condition, checkpoint: name }).some(isSick),
    ),
    endpoint: {
      id: `${condition.probe}/${condition.variant}/${condition.ask}`,
      probe: condition.probe,
      variant: condition.variant,
      ask: condition.ask,
      purpose,
      tier,
      target: rateOf(counts, confidence),
      rates: {
        exact: rateOf(counts, confidence, 'exact'),
        refused: rateOf(counts, confidence, 'refused'),
        unparsable: rateOf(counts, confidence, 'unparsable'),
        gibberish: rateOf(counts, confidence, 'gibberish'),
      },
      original:
        original === undefined
          ? missing('the plan has no original')
          : rateOf(originalCounts(given, original, condition), confidence),
      comparisons: [...compared.comparisons],
      permuted: rateOf(permuted, confidence, 'correct', 'the probe was not run on permuted answers'),
      train: rateOf(ledger.counts(condition, 'train'), confidence, 'correct', 'the probe is not trained'),
      seeds: bySeed(ledger, condition),
      leak: compared.leakMetric,
      bindingControl: binding?.binding ?? null,
      bound: binding?.upperBound ?? null,
      ...powerOf(compared, policy),
      health: [...raisedIn(ledger, condition)],
    },
  };
}

/** The original under the same probe where that was run, else on clean images, asked the same way. */
export function originalCounts(given: Case, original: string, condition: Condition): readonly SubjectCounts[] {
  const same = given.ledger.counts({ ...condition, checkpoint: original });
  return same.length > 0 ? same : cleanCounts(given, original, condition.ask);
}

/** Answers on clean images of the held-out forget subjects. */
export function cleanCounts(
  { ledger }: Case,
  checkpoint: string,
  ask: Condition['ask'],
  partition: 'held-out' | 'utility' = 'held-out',
): readonly SubjectCounts[] {
  const clean = ledger
    .conditions()
    .find((row) => row.checkpoint === checkpoint && row.variant === 'clean' && row.ask === ask && row.defense === null);
  return clean ? ledger.counts(clean, partition) : [];
}

/** References other than the target itself; matched references only where they match it. */
function controlNames({ record }: Case, target: Checkpoint): readonly string[] {
  return record.checkpoints
    .filter((checkpoint) => controlRole(record, target, checkpoint) !== null)
    .map(({ name }) => name);
}

function controlRole(
  record: AuditRecord,
  target: Checkpoint,
  { name, digest, roles }: Checkpoint,
): 'reference' | 'matched-reference' | null {
  if (digest === target.digest) return null;
  if (roles.includes('reference')) return 'reference';
  const matches = record.plan.checkpoints.find((entry) => entry.name === name)?.matches;
  return roles.includes('matched-reference') && (matches?.includes(target.name) ?? true) ? 'matched-reference' : null;
}

/** Controls that were asked the same way; one that exists but has no answers stays in and counts as not measured. */
function controlsOf(given: Case, target: Checkpoint, condition: Condition): readonly Control[] {
  const { record, ledger } = given;
  const references = record.checkpoints.flatMap((checkpoint): readonly Control[] => {
    const control = controlRole(record, target, checkpoint);
    if (control === null) return [];
    const clusters = clustersFor(ledger.counts({ ...condition, checkpoint: checkpoint.name }));
    return [{ control, name: checkpoint.name, kind: 'null', clusters }];
  });
  return [...references, ...priorControl(given), ...attributionControls(given, condition)];
}

function priorControl({ ledger }: Case): readonly Control[] {
  const prior = ledger.data?.prior;
  if (!prior) return [];
  const clusters = prior.subjects.map(({ subject, n, expected }) => ({ id: subject, total: expected, n }));
  return [{ control: 'prior', name: `${prior.rule} guess`, kind: 'null', clusters }];
}

/** Equal noise for probes that change the image; clean images for every probe that changes anything. */
function attributionControls(given: Case, condition: Condition): readonly Control[] {
  const { ledger } = given;
  if (condition.variant === 'clean') return [];
  const clean = clustersFor(cleanCounts(given, condition.checkpoint, condition.ask));
  const changesImage = ledger.attacksOf(condition).some(({ epsilon }) => epsilon !== null);
  const noise = ledger
    .conditions()
    .filter(
      (row) =>
        changesImage && row.checkpoint === condition.checkpoint && row.ask === condition.ask && row.defense === null,
    )
    .filter((row) => standingOf(given, row.probe).purpose === 'control')
    .map((row): Control => ({
      control: 'noise',
      name: row.probe,
      kind: 'attribution',
      clusters: clustersFor(ledger.counts(row)),
    }));
  return [
    ...noise,
    ...(clean.length > 0
      ? [{ control: 'clean', name: 'clean images', kind: 'attribution', clusters: clean } as const]
      : []),
  ];
}

const raisedIn = (ledger: Ledger, condition: Condition): readonly HealthFlag[] =>
  ledger
    .attacksOf(condition)
    .flatMap(({ health, fold, seed }) =>
      health
        .filter(({ raised }) => raised)
        .map((flag) => ({ ...flag, detail: `${flag.detail} (${fold ? `fold ${fold.index + 1}, ` : ''}seed ${seed})` })),
    );

/** Flags that mean a control attack did nothing; a control that merely learned little is an honest control. */
const isSick = ({ flag }: HealthFlag) => !['loss-not-falling', 'unbounded-attack-fails'].includes(flag);

function bySeed(ledger: Ledger, condition: Condition): Endpoint['seeds'] {
  const rows = ledger.rows(condition);
  return [...new Set(rows.map(({ seed }) => seed))].map((seed) => {
    const counts = rows
      .filter((row) => row.seed === seed)
      .flatMap((row) => row.subjects)
      .filter(({ partition }) => partition === 'held-out');
    const n = counts.reduce((sum, row) => sum + row.n, 0);
    return { seed, recovery: n === 0 ? 0 : counts.reduce((sum, row) => sum + row.correct, 0) / n };
  });
}

/** Power to certify the margin if nothing leaks, and the smallest leak that would have been found. */
function powerOf(
  { deviation, pairs }: Compared,
  { margin, alpha, power, leakFloor }: Policy,
): Pick<Endpoint, 'power' | 'minimumDetectableLeak'> {
  if (deviation === null || pairs < 2) return { power: null, minimumDetectableLeak: null };
  const zero = zeroLeaksUpperBound(pairs, { confidence: 1 - alpha });
  const least = zero.status === 'measured' ? zero.high : 1;
  if (deviation === 0) return { power: least < margin ? 1 : 0, minimumDetectableLeak: Math.max(least, leakFloor) };
  const design = { deviation, clusters: pairs, alpha };
  return {
    power: least < margin ? clusteredPower({ ...design, effect: margin }) : 0,
    minimumDetectableLeak: Math.min(1, Math.max(least, leakFloor + minimumDetectableEffect({ ...design, power }))),
  };
}

function decide({ endpoint, compared, isControlSick }: Draft, pAdjusted: number | null, policy: Policy): Endpoint {
  const p = endpoint.purpose === 'confirmatory' ? pAdjusted : compared.p;
  return {
    ...endpoint,
    pAdjusted,
    isLeak: !isControlSick && compared.exceedsAll && p !== null && p <= policy.alpha,
    isBelowMargin: endpoint.bound !== null && endpoint.bound < policy.margin,
  };
}
