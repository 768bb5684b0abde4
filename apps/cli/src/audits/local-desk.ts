/** Audits of the state folder, run in child processes of this one. */
import { readAudit, resumeAudit, runAudit, type AuditOutcome, type AuditRecord } from '@palimpsest/audit';
import { redactedReport, reportShowing, type TimeStamper } from '@palimpsest/evidence';
import type { RunOptions } from '../commands/audit-options.js';
import type { Invocation } from '../commands/invocation.js';
import type { ReportFormat } from './report-formats.js';
import { logExport } from '../evidence/export-log.js';
import { UsageError } from '../failure.js';
import { stateArgument, statePaths } from '../state/state-folder.js';
import { storedAudits, type StoredAudits } from '../state/stored-audits.js';
import { stampPlan } from '../timestamp/plan-time-stamps.js';
import { withAuditPorts } from './audit-ports.js';
import type { AuditDesk, FinishedAudit, ListedAudit } from './desk.js';
import { lastVerdict, picturesOf, reportForm, reportOf, storedReport, writeReport } from './stored-report.js';

export function localDesk(invocation: Invocation<RunOptions>): AuditDesk {
  const { state, timestamp } = invocation.options;
  const ports = storedAudits(state);
  const finish = async (outcome: AuditOutcome): Promise<FinishedAudit> => {
    const report = await reportOf(outcome, ports, new Date());
    return { report, files: await writeReport(report, statePaths(state).reports, outcome.record.id, ports) };
  };
  return {
    async run({ resolved }) {
      const stamp = timestamp === undefined ? null : await timeStamperAt(timestamp);
      const prepared = async (record: AuditRecord) => {
        if (stamp) await stampPlan(record, state, ports, stamp);
      };
      return finish(await withAuditPorts(invocation, resolved.name, (all) => runAudit(resolved, { ...all, prepared })));
    },
    resume: async (id) => finish(await withAuditPorts(invocation, id, (all) => resumeAudit(id, all))),
    cancel: () => Promise.reject(new UsageError('An audit on this machine is stopped with Ctrl-C, and resumed later')),
    list: async () => Promise.all((await ports.store.records.list()).map((id) => listed(id, state, ports))),
    async show(id) {
      const { units, ...audit } = await readAudit(id, ports);
      const report = await reportOf(audit, ports, null);
      return { report: redactedReport(report), units, resume: `palimpsest audit resume ${id}${stateArgument(state)}` };
    },
    async export(id, formats, { reproducible, pictures, filed, page }) {
      const now = new Date();
      const report = filed(await storedReport(id, ports, reproducible ? null : now));
      const shown = await reportShowing(report, pictures, picturesOf(ports));
      const forms = new Map<ReportFormat, string | Uint8Array>();
      for (const format of formats) forms.set(format, await reportForm(shown, format, page));
      if (pictures !== 'show') return { forms, logged: null };
      return {
        forms,
        logged: await logExport(state, {
          action: 'report.export',
          audit: id,
          now,
          detail: { formats: formats.join(' ') },
        }),
      };
    },
  };
}

async function timeStamperAt(address: string): Promise<TimeStamper> {
  return (await import('../timestamp/time-stamper.js')).timeStamper(address);
}

async function listed(audit: string, state: string, ports: StoredAudits): Promise<ListedAudit> {
  const { record, units } = await readAudit(audit, ports);
  const targets = record.checkpoints.filter(({ roles }) => roles.includes('target')).map(({ name }) => name);
  const isFinished = units.finished === units.planned;
  const verdict = isFinished ? await lastVerdict(state, audit) : null;
  return { audit, dataset: record.dataset.id, targets, units, verdict };
}
