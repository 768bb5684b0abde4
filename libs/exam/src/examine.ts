/** From finished audits to verdicts and scores: the verdict's own code on every target, nothing recomputed here. */
import { isCertainLeak, judge, type Case, type WorkUnit } from '@palimpsest/audit';
import type { Finding } from '@palimpsest/contracts';
import { confirmatoryProbes, withOneProbe } from './one-probe.js';
import type { Examination, ExaminedCheckpoint, ExamVerdict } from './exam-result.js';
import { scoreOf } from './exam-score.js';

/** The audit of one batch. */
export interface AuditedBatch {
  readonly batch: string;
  readonly case: Case;
  readonly findings: readonly Finding[];
  /** What was not run: of a curtailed audit, the rest. */
  readonly due: readonly WorkUnit[];
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
  const alone = probes.length > 1 && !isCurtailed(batches) ? probes : [];
  return [null, ...alone].map((probe) => examination(preset, probe, batches, checkpoints));
}

const isCurtailed = (batches: readonly AuditedBatch[]) => batches.some(({ due }) => due.length > 0);

function examination(
  preset: string,
  alone: string | null,
  batches: readonly AuditedBatch[],
  checkpoints: readonly ExaminedCheckpoint[],
): Examination {
  const version = batches[0]?.case.record.plan.basedOn?.version ?? 1;
  const verdicts = batches.flatMap((batch) =>
    verdictsOf(alone === null ? batch : { ...batch, case: withOneProbe(batch.case, alone) }),
  );
  return {
    name: alone === null ? preset : `${preset}: ${alone} alone`,
    ...{ preset, version, alone, verdicts, isCurtailed: isCurtailed(batches) },
    audits: batches.map(({ batch, case: { record } }) => ({ batch, plan: record.planDigest })),
    score: scoreOf(verdicts, checkpoints),
  };
}

function verdictsOf({ case: given, findings, due }: AuditedBatch): readonly ExamVerdict[] {
  return given.record.checkpoints
    .filter(({ roles }) => roles.includes('target'))
    .map((target) => {
      const { verdict } = judge(given, target);
      const { value, decidedBy, leak, bound, reasons } = verdict;
      const measured = leak.state === 'measured' ? leak.estimate : null;
      const isEarly =
        value === 'leak' &&
        due.length > 0 &&
        !isCertainLeak({ record: given.record, findings }, target, due, given.catalog);
      return isEarly
        ? unfinished(target.name)
        : {
            ...{ checkpoint: target.name, value, decidedBy, bound, leak: measured },
            reasons: reasons.map(({ code }) => code),
          };
    });
}

/** What is due could still take its leak back. */
const unfinished = (checkpoint: string): ExamVerdict => ({
  ...{ checkpoint, value: 'inconclusive', decidedBy: null, bound: null, leak: null },
  reasons: ['units-missing'],
});
