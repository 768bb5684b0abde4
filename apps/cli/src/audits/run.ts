/** Runs a plan, or goes on with a stored one, and ends with the verdict: in words, in a report, as exit code. */
import { resumeAudit, runAudit, type AuditOutcome } from '@palimpsest/audit';
import type { AuditPlan, Report } from '@palimpsest/contracts';
import type { WorkOptions } from '../commands/audit-options.js';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { storedAudits } from '../state/stored-audits.js';
import { statePaths } from '../state/state-folder.js';
import { withAuditPorts } from './audit-ports.js';
import { reportOf, writeReport, type ReportFiles } from './stored-report.js';
import { verdictLines } from './verdict-text.js';

export async function runPlan(plan: AuditPlan, invocation: Invocation<WorkOptions>): Promise<number> {
  return finish(await withAuditPorts(invocation, plan.name, (ports) => runAudit(plan, ports)), invocation);
}

export async function resumeStored(id: string, invocation: Invocation<WorkOptions>): Promise<number> {
  return finish(await withAuditPorts(invocation, id, (ports) => resumeAudit(id, ports)), invocation);
}

async function finish(outcome: AuditOutcome, { options }: Invocation): Promise<number> {
  const ports = storedAudits(options.state);
  const report = await reportOf(outcome, ports, new Date());
  const files = await writeReport(report, statePaths(options.state).reports, outcome.record.id, ports);
  await emit(options.json, resultOf(report, files), () =>
    [...verdictLines(report), '', `Audit:  ${report.identity.audit}`, `Report: ${files.html}`].join('\n'),
  );
  return report.summary.exitCode;
}

/** What scripts need; the whole report is in its own file. */
function resultOf({ identity, summary, targets }: Report, report: ReportFiles) {
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
