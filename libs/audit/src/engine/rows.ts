/** Findings before they have a key: what every row of a unit has in common, and rows of graded answers. */
import type { AnswersFinding, Ask, Finding, Partition } from '@palimpsest/contracts';
import type { ProbeUnit, WorkUnit } from '../ports/work.js';
import { countByAttribute, countBySubject, type Graded } from './tally.js';
import type { UnitSession } from './unit-session.js';

/** A finding before its key is computed. */
export type Row = { [Kind in Finding['kind']]: Omit<Extract<Finding, { kind: Kind }>, 'key'> }[Finding['kind']];

/** What every row of a unit has in common. */
export function commonOf({ job }: UnitSession, unit: WorkUnit) {
  const { name, digest } = unit.checkpoint;
  const { planDigest, dataset, engine } = job.record;
  return {
    schema: 'palimpsest.finding/1' as const,
    unit: unit.key,
    plan: planDigest,
    dataset: dataset.digest,
    checkpoint: { name, digest },
    engine,
  };
}

/** One answers row from graded groups. */
export function answersRow(
  session: UnitSession,
  unit: ProbeUnit,
  variant: string,
  ask: Ask,
  defense: string | null,
  graded: readonly (readonly [Partition, readonly Graded[]])[],
): Omit<AnswersFinding, 'key'> {
  const { id, label, version, params } = unit.probe;
  const heldOut = graded.filter(([partition]) => partition === 'held-out').flatMap(([, list]) => list);
  return {
    ...commonOf(session, unit),
    kind: 'answers',
    probe: { id, label, version, params },
    variant,
    ask,
    answers: unit.answers,
    defense,
    seed: unit.seed,
    fold: unit.fold,
    trained: [...unit.subjects.train],
    subjects: graded.flatMap(([partition, list]) => [...countBySubject(list, partition, session.pseudonym)]),
    attributes: [...countByAttribute(heldOut, session.pseudonym)],
  };
}
