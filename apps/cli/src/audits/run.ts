/** Runs a plan, or goes on with an audit, and ends with the verdict: in words, in a report, as exit code. */
import type { AuditPlan, Report } from '@palimpsest/contracts';
import type { RunOptions, WorkOptions } from '../commands/audit-options.js';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { auditDesk, type FinishedAudit } from './desk.js';
import type { WrittenPlan } from './read-plan.js';
import { reportPlaces } from './stored-report.js';
import { verdictLines } from './verdict-text.js';

export async function runPlan(
  plan: { readonly written: WrittenPlan; readonly resolved: AuditPlan },
  invocation: Invocation<RunOptions>,
): Promise<number> {
  return tell(await (await auditDesk(invocation)).run(plan), invocation);
}

export async function resumeStored(id: string, invocation: Invocation<WorkOptions>): Promise<number> {
  return tell(await (await auditDesk(invocation)).resume(id), invocation);
}

async function tell({ report, files }: FinishedAudit, { options }: Invocation): Promise<number> {
  await emit(options.json, resultOf(report, files), () =>
    [...verdictLines(report), '', `Audit:  ${report.identity.audit}`, ...reportPlaces(files)].join('\n'),
  );
  return report.summary.exitCode;
}

/** What scripts need; the whole report is in its own file. */
function resultOf({ identity, summary, targets }: Report, report: FinishedAudit['files']) {
  return {
    audit: identity.audit,
    exitCode: summary.exitCode,
    verdict: summary.verdict,
    sentence: summary.sentence,
    targets: targets.map(({ checkpoint, verdict }) => ({
      checkpoint,
      verdict: verdict.value,
      sentence: verdict.sentence,
      decidedBy: verdict.decidedBy,
      leak: verdict.leak,
      bound: verdict.bound,
    })),
    report,
  };
}
