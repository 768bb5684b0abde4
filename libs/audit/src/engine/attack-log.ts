/** Turns what happened during a probe's run into attack findings, one per scored candidate. */
import type { AttackFinding, DetectionScores, FindingArtifact } from '@palimpsest/contracts';
import type { Candidate } from '../plugins/probe.js';
import type { ProbeUnit } from '../ports/work.js';
import type { Applied } from './candidate.js';
import { healthOf } from './health.js';
import { commonOf, type Row } from './rows.js';
import type { UnitSession } from './unit-session.js';

export type AttackLog =
  | {
      readonly candidate: Candidate;
      readonly refused: false;
      readonly applied: Pick<Applied, 'epsilon' | 'training'>;
      readonly detections: readonly DetectionScores[];
      readonly artifacts: readonly FindingArtifact[];
    }
  /** Not announced, or a variant twice: the runner stopped there. */
  | { readonly candidate: Pick<Candidate, 'variant'>; readonly refused: true };

/** Attack rows; a probe that yields nothing, or says why it cannot go on, becomes a gap. */
export function attackFinding(
  session: UnitSession,
  unit: ProbeUnit,
  log: readonly AttackLog[],
  { allowed, notApplicable }: { readonly allowed: number; readonly notApplicable: string | null },
): readonly Row[] {
  const scored = log.flatMap((entry) => (entry.refused || entry.candidate.use === 'unbounded-check' ? [] : [entry]));
  const unbounded = log.find((entry) => !entry.refused && entry.candidate.use === 'unbounded-check');
  const missing = notApplicable ?? (scored.length === 0 ? 'the probe returned nothing to score' : null);
  const gap: readonly Row[] =
    missing === null ? [] : [{ ...commonOf(session, unit), kind: 'gap', what: unit.title, reason: missing }];
  const attacks = scored.map(({ candidate, applied, detections, artifacts }): Omit<AttackFinding, 'key'> => {
    const epsilon = applied.epsilon();
    const { id, label, version, params } = unit.probe;
    return {
      ...commonOf(session, unit),
      kind: 'attack',
      probe: { id, label, version, params },
      variant: candidate.variant,
      answers: unit.answers,
      seed: unit.seed,
      fold: unit.fold,
      trained: [...unit.subjects.train],
      validated: [...unit.subjects.validation],
      steps: candidate.steps ?? 0,
      epsilon: epsilon?.bound ?? null,
      curves: (candidate.curves ?? []).map((curve) => ({
        ...curve,
        points: curve.points.map(({ step, value }) => ({
          step,
          value: value !== null && Number.isFinite(value) ? value : null,
        })),
      })),
      health: [
        ...healthOf({
          curves: candidate.curves ?? [],
          epsilon,
          training: applied.training,
          unbounded: unbounded && !unbounded.refused ? unbounded.applied.training : null,
          candidates: { seen: log.length, allowed },
        }),
      ],
      detections: [...detections],
      artifacts: [...artifacts],
    };
  });
  return [...attacks, ...gap];
}
