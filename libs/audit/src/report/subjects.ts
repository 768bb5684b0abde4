/**
 * Person by person, under pseudonyms: counts per confirmatory endpoint, what the controls say about the same
 * person, and how much of this person's record may still come out (SCIENCE §7.3).
 */
import type { Endpoint, SubjectRow, TargetReport } from '@palimpsest/contracts';
import { clopperPearson } from '@palimpsest/stats';
import { eligibleSubjects, type Case } from '../verdict/case.js';
import { controlsOf } from '../verdict/controls.js';

export function subjectRows(given: Case, targets: readonly TargetReport[]): SubjectRow[] {
  const subjects = [...eligibleSubjects(given)].sort();
  return targets.flatMap(({ checkpoint, endpoints }) => {
    const columns = endpoints
      .filter(({ purpose }) => purpose === 'confirmatory')
      .map((endpoint) => columnOf(given, checkpoint, endpoint));
    return subjects.map((subject) => {
      const cells = columns.flatMap((column) => column(subject) ?? []);
      return { subject, checkpoint, endpoints: cells, upperBound: upperBoundOf(given, cells) };
    });
  });
}

type Cell = SubjectRow['endpoints'][number];

function columnOf(
  given: Case,
  checkpoint: string,
  { id, probe, variant, ask }: Endpoint,
): (subject: string) => Cell | null {
  const condition = { checkpoint, probe, variant, ask };
  const target = given.record.checkpoints.find(({ name }) => name === checkpoint);
  const counts = new Map(given.ledger.counts(condition).map((row) => [row.subject, row]));
  const nulls = target ? controlsOf(given, target, condition).filter(({ kind }) => kind === 'null') : [];
  const controls = nulls.map(
    ({ clusters }) => new Map(clusters.map((cluster) => [cluster.id, cluster.total / cluster.n])),
  );
  return (subject) => {
    const row = counts.get(subject);
    if (!row) return null;
    const rates = controls.flatMap((control) => control.get(subject) ?? []).filter(Number.isFinite);
    const control = rates.length > 0 ? Math.max(...rates) : null;
    return { endpoint: id, n: row.n, correct: row.correct, refused: row.refused, control };
  };
}

/** One-sided, on the endpoint with the highest bound. Null when nothing was asked about this person. */
function upperBoundOf({ record }: Case, cells: readonly Cell[]): number | null {
  const options = { confidence: 1 - record.plan.policy.alpha, side: 'upper' } as const;
  const bounds = cells.flatMap(({ correct, n }) => {
    const bound = clopperPearson(correct, n, options);
    return bound.status === 'measured' ? [bound.high] : [];
  });
  return bounds.length > 0 ? Math.max(...bounds) : null;
}
