/** Audits of a project of a server. Its workers do the work; this only starts them and looks on. */
import { items, type Audit, type PlanInput } from '@palimpsest/client';
import type { Report } from '@palimpsest/contracts';
import type { RunOptions } from '../commands/audit-options.js';
import type { Invocation } from '../commands/invocation.js';
import type { ReportFormat } from './report-formats.js';
import { InterruptedError, UsageError } from '../failure.js';
import type { Connection } from '../server/connect.js';
import { interruptible } from '../workers/interrupt.js';
import type { AuditDesk, FinishedAudit, ListedAudit } from './desk.js';
import { followAudit } from './follow-audit.js';
import { machineForm } from './stored-report.js';

export function serverDesk(connection: Connection, { options, progress }: Invocation<RunOptions>): AuditDesk {
  const { client, project, server, argument } = connection;
  if (options.workers !== undefined)
    throw new UsageError('--workers is for this machine; a server runs its own. Leave it away with --server');
  if (options.timestamp !== undefined)
    throw new UsageError('--timestamp is for audits on this machine; leave it away with --server');
  const stopped = new Set<Audit['state']>(['paused', 'cancelled', 'failed']);
  const follow = async (found: Audit, label: string, signal: AbortSignal): Promise<FinishedAudit> => {
    const at = { project, audit: found.id };
    const audit = stopped.has(found.state) ? await client.resumeAudit(at, { signal }) : found;
    await followAudit(audit, label, { connection, progress, signal });
    const address = `${server}/api/v1/projects/${project}/audits/${audit.id}/report`;
    const files = { html: `${address}.html`, json: address, pdf: `${address}.pdf`, withheld: null };
    return { report: await client.readReport(at, { signal }), files };
  };
  return {
    run: ({ written, resolved }) =>
      detachable(argument, async (signal) => {
        const { digest } = await client.createPlan({ project, body: written as PlanInput }, { signal });
        const audit = await client.createAudit({ project, body: { plan: digest } }, { signal });
        return follow(audit, resolved.name, signal);
      }),
    resume: (id) =>
      detachable(argument, async (signal) =>
        follow(await client.readAudit({ project, audit: id }, { signal }), id, signal),
      ),
    async cancel(id) {
      await client.cancelAudit({ project, audit: id });
    },
    async list() {
      const rows: ListedAudit[] = [];
      for await (const audit of items(client.listAudits, { project, limit: 500 })) rows.push(listed(audit));
      return rows;
    },
    async show(id) {
      const at = { project, audit: id };
      const [{ steps }, report] = await Promise.all([client.readAudit(at), client.readReport(at)]);
      const units = { finished: steps.done, planned: steps.planned };
      return { report, units, resume: `palimpsest audit resume ${id}${argument}` };
    },
    async export(id, formats, { reproducible, pictures, filed, profile, request, page }) {
      const { locale = 'en', level = 'full' } = page;
      const at = { project, audit: id, pictures };
      const filedFor = { ...(profile === undefined ? {} : { profile }), ...(request === undefined ? {} : { request }) };
      const view = { ...at, locale, level, ...filedFor };
      if (reproducible && formats.some((format) => format === 'html' || format === 'pdf'))
        throw new UsageError('A server puts the time into its page and its PDF; use --reproducible with --format json');
      let report: Report | undefined;
      const forms = new Map<ReportFormat, string | Uint8Array>();
      for (const format of formats)
        if (format === 'html') forms.set(format, await client.readReportPage(view));
        else if (format === 'pdf') forms.set(format, await client.readReportPdf(view));
        else {
          report ??= await client.readReport(at);
          const timeless = { ...report, provenance: { generatedAt: null, timings: [] } };
          forms.set(format, await machineForm(filed(reproducible ? timeless : report), format));
        }
      return { forms, logged: null };
    },
  };
}

/** Ctrl-C at any moment. */
function detachable<T>(argument: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return interruptible(
    () => {},
    (signal) =>
      work(signal).catch((error: unknown) => {
        if (!signal.aborted || error instanceof InterruptedError) throw error;
        throw new InterruptedError(`whether the audit runs is shown by palimpsest audit list${argument}`);
      }),
  );
}

const listed = ({ id, state, steps, verdict }: Audit): ListedAudit => ({
  ...{ audit: id, units: { finished: steps.done, planned: steps.planned }, verdict, state },
});
