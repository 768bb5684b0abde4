/** Where audits are run and kept: on this machine or on a server. */
import type { AuditPlan, Report, ReportPictures } from '@palimpsest/contracts';
import type { LogHead } from '@palimpsest/platform';
import type { RunOptions } from '../commands/audit-options.js';
import type { Invocation } from '../commands/invocation.js';
import type { ReportFormat } from './report-formats.js';
import type { WrittenPlan } from './read-plan.js';
import type { PageView, ReportFiles } from './stored-report.js';

export interface FinishedAudit {
  readonly report: Report;
  readonly files: ReportFiles;
}

export interface ShownAudit {
  readonly report: Report;
  readonly units: { readonly finished: number; readonly planned: number };
  /** What has to be typed to go on. */
  readonly resume: string;
}

export interface ListedAudit {
  readonly audit: string;
  readonly units: { readonly finished: number; readonly planned: number };
  /** Null while it is unfinished. */
  readonly verdict: string | null;
  /** On a server: queued, running, …. */
  readonly state?: string;
  /** On this machine. */
  readonly dataset?: string;
  readonly targets?: readonly string[];
}

export interface AuditDesk {
  /** Runs a plan, or goes on where an earlier run of the same plan was. */
  run(plan: { readonly written: WrittenPlan; readonly resolved: AuditPlan }): Promise<FinishedAudit>;
  resume(id: string): Promise<FinishedAudit>;
  cancel(id: string): Promise<void>;
  list(): Promise<readonly ListedAudit[]>;
  /** @throws when there is no such audit */
  show(id: string): Promise<ShownAudit>;
  /** One report in several forms, as they are written to files. */
  export(id: string, formats: readonly ReportFormat[], options: ExportStyle): Promise<ExportedReport>;
}

export interface ExportStyle {
  /** Without clock and timings. */
  readonly reproducible: boolean;
  readonly pictures: ReportPictures;
  /** Adds what was asked for beside the audit itself. */
  readonly filed: (report: Report) => Report;
  /** What a server files its page and its PDF for; here `filed` has done it. */
  readonly request?: string;
  /** Of what people read. */
  readonly page: PageView;
  /** What a server's page and PDF are filed under. */
  readonly profile?: string | undefined;
}

export type ReportForms = ReadonlyMap<ReportFormat, string | Uint8Array>;

export interface ExportedReport {
  readonly forms: ReportForms;
  /** Where it was written down that people are shown; null when they are not, and where a server writes its own log. */
  readonly logged: LogHead | null;
}

export async function auditDesk(invocation: Invocation<RunOptions | object>): Promise<AuditDesk> {
  const { options } = invocation;
  if (!options.server) return (await import('./local-desk.js')).localDesk(invocation);
  const { connect } = await import('../server/connect.js');
  return (await import('./server-desk.js')).serverDesk(await connect(options), invocation);
}
