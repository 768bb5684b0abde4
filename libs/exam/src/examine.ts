/** From finished audits to verdicts and scores: the verdict's own code on every target, nothing recomputed here. */
import { judge, type Case } from '@palimpsest/audit';
import { confirmatoryProbes, withOneProbe } from './one-probe.js';
import type { Examination, ExaminedCheckpoint, ExamVerdict } from './exam-result.js';
import { examScore } from './exam-score.js';

/** The audit of one batch. */
export interface AuditedBatch {
  readonly batch: string;
  readonly case: Case;
}

/** What the preset says, and what each of its confirmatory probes would say alone. */
export function examinationsOf(
  preset: string,
  batches: readonly AuditedBatch[],
  checkpoints: readonly ExaminedCheckpoint[],
): readonly Examination[] {
  const [first] = batches;
  if (!first) return [];
  const probes = confirmatoryProbes(first.case);
  const alone = probes.length > 1 ? probes : [];
  return [null, ...alone].map((probe) => examination(preset, probe, batches, checkpoints));
}

function examination(
  preset: string,
  alone: string | null,
  batches: readonly AuditedBatch[],
  checkpoints: readonly ExaminedCheckpoint[],
): Examination {
  const classes = new Map(checkpoints.map((checkpoint) => [checkpoint.name, checkpoint.class]));
  const verdicts = batches.flatMap((batch) =>
    verdictsOf(alone === null ? batch.case : withOneProbe(batch.case, alone)),
  );
  return {
    name: alone === null ? preset : `${preset}: ${alone} alone`,
    ...{ preset, alone, verdicts },
    audits: batches.map(({ batch, case: { record } }) => ({ batch, plan: record.planDigest })),
    score: examScore(verdicts.map(({ checkpoint, value }) => ({ class: classes.get(checkpoint) ?? 'unknown', value }))),
  };
}

function verdictsOf(given: Case): readonly ExamVerdict[] {
  return given.record.checkpoints
    .filter(({ roles }) => roles.includes('target'))
    .map((target) => {
      const { verdict } = judge(given, target);
      const { value, decidedBy, leak, bound, reasons } = verdict;
      return {
        ...{ checkpoint: target.name, value, decidedBy, bound },
        leak: leak.state === 'measured' ? leak.estimate : null,
        reasons: reasons.map(({ code }) => code),
      };
    });
}
