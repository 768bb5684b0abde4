import { Controller, Req, Res } from '@nestjs/common';
import { buildReport, readAudit } from '@palimpsest/audit';
import { routes, type Report, type ReportPictures, type RouteInput } from '@palimpsest/contracts';
import { blurPicture } from '@palimpsest/datasets';
import { reportShowing, type ShownReport } from '@palimpsest/evidence';
import {
  auditLog,
  audits,
  keepReport,
  postgresAuditStore,
  sealedAuditStore,
  storedReport,
} from '@palimpsest/persistence';
import { isAllowed } from '@palimpsest/platform';
import { renderHtml, renderPdf } from '@palimpsest/report';
import { Caller, Handles, Input } from '../http/handles.js';
import { notFound, ProblemError } from '../http/problem-error.js';
import type { ApiRequest, ApiResponse, Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { filedReport, type FiledFor } from './filed-report.js';
import { sendBytes } from './send-bytes.js';
import { storedPictures } from './stored-pictures.js';

interface OfAudit {
  readonly project: string;
  readonly audit: string;
}

/** What is asked for beside the report itself. */
type Wish = Omit<FiledFor, 'project'> & { readonly pictures: ReportPictures };

@Controller()
export class ReportsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.readReport)
  async read(
    @Input() { params, query }: RouteInput<typeof routes.readReport>,
    @Caller() caller: CallerOf,
  ): Promise<Report> {
    return (await this.#shown(params, query, caller)).report;
  }

  @Handles(routes.readReportPage)
  async page(
    @Input() { params, query }: RouteInput<typeof routes.readReportPage>,
    @Caller() caller: CallerOf,
    @Res() response: ApiResponse,
  ): Promise<void> {
    const { report, read } = await this.#shown(params, query, caller);
    const html = await renderHtml(report, read, query);
    response.set('content-security-policy', pagePolicy).type('html').send(html);
  }

  @Handles(routes.readReportPdf)
  async pdf(
    @Input() { params, query }: RouteInput<typeof routes.readReportPdf>,
    @Caller() caller: CallerOf,
    @Res() response: ApiResponse,
  ): Promise<void> {
    const { report, read } = await this.#shown(params, query, caller);
    const pdf = await renderPdf(report, read, query);
    response.set('content-disposition', `inline; filename="${params.audit}.pdf"`);
    response.type('pdf').send(Buffer.from(pdf));
  }

  @Handles(routes.readArtifact)
  async artifact(
    @Input() { params }: RouteInput<typeof routes.readArtifact>,
    @Caller() { actor }: CallerOf,
    @Req() request: ApiRequest,
    @Res() response: ApiResponse,
  ): Promise<void> {
    const { database, master, now } = this.platform;
    const bytes = await sealedAuditStore(database, params.project, master).artifacts.get(params.sha256);
    if (!bytes) throw notFound('Artifact', params.sha256);
    const event = { at: now().toISOString(), actor, action: 'answers.reveal', target: params.sha256, detail: {} };
    await auditLog(database, params.project).append(event);
    sendBytes(request, response, bytes, params.sha256);
  }

  /** @throws ProblemError for people asked for by somebody who may not see them; who may is logged before they do */
  async #shown(of: OfAudit, { pictures, ...filedFor }: Wish, caller: CallerOf): Promise<ShownReport> {
    const { database, now } = this.platform;
    if (pictures === 'show') refuseUnrevealed(caller, of.project);
    const report = await filedReport(
      await this.#report(of),
      { ...filedFor, project: of.project },
      caller,
      this.platform,
    );
    const read = storedPictures(this.platform, of.project);
    const shown = await reportShowing(report, pictures, { read, blur: blurPicture });
    if (pictures !== 'show') return shown;
    const event = {
      at: now().toISOString(),
      actor: caller.actor,
      action: 'answers.reveal',
      target: of.audit,
      detail: {},
    };
    await auditLog(database, of.project).append(event);
    return shown;
  }

  async #report({ project, audit }: OfAudit): Promise<Report> {
    const { database, catalog, engine, now } = this.platform;
    const row = await audits(database, project).find(audit);
    if (!row) throw notFound('Audit', audit);
    const store = postgresAuditStore(database, project);
    const provenance = { generatedAt: now().toISOString(), timings: [...(await store.findings.timings(audit))] };
    const stored = await storedReport(database, { project, audit, engine });
    if (stored) return { ...(stored as Report), provenance };
    const { record, findings } = await readAudit(audit, { store, catalog });
    const content = buildReport({ record, findings, catalog });
    if (row.state === 'complete') await keepReport(database, { project, audit }, { engine, content });
    return { ...content, provenance };
  }
}

function refuseUnrevealed(caller: CallerOf, project: string): void {
  if (isAllowed(caller, 'answers:reveal', project)) return;
  throw new ProblemError(
    'forbidden',
    `Pictures of people need answers:reveal, which this key of the role ${caller.role} does not have here; ask for pictures=blur or withhold.`,
  );
}

/** The page carries its own styles and pictures and asks for nothing else. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'unsafe-inline'; frame-ancestors 'none'";
