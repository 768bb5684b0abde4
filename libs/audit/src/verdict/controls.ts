/**
 * Whom a target is compared with (SCIENCE §4.0). Null controls define the leak: every reference, every
 * reference matched to the target, and blind guessing. Attribution controls must be exceeded before a leak is
 * credited to this very probe: noise of the same size and clean images.
 */
import { taskOf } from '../engine/questions.js';
import type { AuditRecord } from '../ports/work.js';
import type { Case } from './case.js';
import { cleanCounts, standingOf } from './case.js';
import type { Control } from './compare.js';
import { clustersFor, type Condition, type Ledger } from './ledger.js';
import { nullsOf } from './metrics.js';

type Checkpoint = AuditRecord['checkpoints'][number];

/** Controls that were asked the same way; one that should exist but has no answers stays in as not measured. */
export function controlsOf(given: Case, target: Checkpoint, condition: Condition): readonly Control[] {
  const references = referencesOf(given, target).map(({ name, control }): Control => {
    const counts = given.ledger.counts({ ...condition, checkpoint: name });
    return { control, name, kind: 'null', clusters: clustersFor(counts), nulls: nullsOf(counts) };
  });
  return [...references, ...chanceControl(given, target, condition), ...attributionControls(given, condition)];
}

interface Reference {
  readonly name: string;
  readonly control: 'reference' | 'matched-reference';
}

/** References other than the target itself; matched references only where they match it. */
export function referencesOf({ record }: Case, target: Checkpoint): readonly Reference[] {
  return record.checkpoints.flatMap(({ name, digest, roles }): readonly Reference[] => {
    if (digest === target.digest) return [];
    if (roles.includes('reference')) return [{ name, control: 'reference' }];
    const matches = record.plan.checkpoints.find((entry) => entry.name === name)?.matches;
    const isMatched = roles.includes('matched-reference') && (matches?.includes(target.name) ?? true);
    return isMatched ? [{ name, control: 'matched-reference' }] : [];
  });
}

/**
 * What someone who knows nothing gets. How likely a text is to someone who never read it, and how often a set of tokens
 * holds its beginning, only a reference can tell.
 */
function chanceControl(given: Case, target: Checkpoint, condition: Condition): readonly Control[] {
  const { ask } = condition;
  if (ask === 'exact-memorisation' || ask === 'extraction-strength' || ask === 'token-set') return [];
  return [ask === 'membership' ? coinControl(given, target, condition) : priorControl(given, condition)];
}

/** An attack on membership that sees nothing ranks half of the people outside lower. */
function coinControl({ ledger }: Case, target: Checkpoint, condition: Condition): Control {
  const counts = ledger.counts({ ...condition, checkpoint: target.name });
  const clusters = counts.map(({ subject, n }) => ({ id: subject, total: n / 2, n }));
  return { control: 'prior', name: 'coin', kind: 'null', clusters, nulls: 0 };
}

/** Guessing at the same kind of question: four options are guessed right more often than thirty-two. */
function priorControl({ ledger }: Case, { ask }: Condition): Control {
  const prior = ledger.data?.priors.find(({ task }) => task === taskOf[ask]);
  const clusters = prior?.subjects.map(({ subject, n, expected }) => ({ id: subject, total: expected, n })) ?? [];
  return { control: 'prior', name: prior ? `${prior.rule} guess` : 'guess', kind: 'null', clusters, nulls: 0 };
}

function attributionControls(given: Case, condition: Condition): readonly Control[] {
  if (condition.variant === 'clean') return [];
  const clean = cleanCounts(given, condition.checkpoint, condition.ask);
  const noise = noiseOfEqualSize(given, condition).map((row): Control => {
    const counts = given.ledger.counts(row);
    return {
      control: 'noise',
      name: row.probe,
      kind: 'attribution',
      clusters: clustersFor(counts),
      nulls: nullsOf(counts),
    };
  });
  if (clean.length === 0) return noise;
  const control = { control: 'clean', name: 'clean images', kind: 'attribution', nulls: nullsOf(clean) } as const;
  return [...noise, { ...control, clusters: clustersFor(clean) }];
}

/** Control probes that changed the image as much as this one did. */
function noiseOfEqualSize(given: Case, condition: Condition): readonly Condition[] {
  const { ledger } = given;
  const size = largestEpsilon(ledger, condition);
  if (size === null) return [];
  return ledger
    .conditions()
    .filter(({ checkpoint, ask }) => checkpoint === condition.checkpoint && ask === condition.ask)
    .filter(({ answers, defense }) => answers === 'true' && defense === null)
    .filter((row) => standingOf(given, row.probe).purpose === 'control')
    .filter((row) => Math.abs((largestEpsilon(ledger, row) ?? 0) - size) < 1e-9);
}

function largestEpsilon(ledger: Ledger, condition: Condition): number | null {
  const sizes = ledger.attacksOf(condition).flatMap(({ epsilon }) => epsilon ?? []);
  return sizes.length > 0 ? Math.max(...sizes) : null;
}
