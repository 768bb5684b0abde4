import { Controller, Req, Res } from '@nestjs/common';
import { buildReport, readAudit } from '@palimpsest/audit';
import { routes, type Report, type RouteInput } from '@palimpsest/contracts';
import {
  auditLog,
  audits,
  keepReport,
  postgresAuditStore,
  sealedAuditStore,
  storedReport,
} from '@palimpsest/persistence';
import { renderHtml, renderPdf } from '@palimpsest/report';
import { Caller, Handles, Input } from '../http/handles.js';
import { notFound } from '../http/problem-error.js';
import type { ApiRequest, ApiResponse, Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { filedReport, type FiledFor } from './filed-report.js';
import { sendBytes } from './send-bytes.js';
import { storedPictures } from './stored-pictures.js';

interface OfAudit {
  readonly project: string;
  readonly audit: string;
}

@Controller()
export class ReportsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.readReport)
  read(@Input() { params }: RouteInput<typeof routes.readReport>): Promise<Report> {
    return this.#report(params);
  }

  @Handles(routes.readReportPage)
  async page(
    @Input() { params, query }: RouteInput<typeof routes.readReportPage>,
    @Caller() caller: CallerOf,
    @Res() response: ApiResponse,
  ): Promise<void> {
    const report = await this.#filed(params, query, caller);
    const html = await renderHtml(report, storedPictures(this.platform, params.project), query);
    response.set('content-security-policy', pagePolicy).type('html').send(html);
  }

  @Handles(routes.readReportPdf)
  async pdf(
    @Input() { params, query }: RouteInput<typeof routes.readReportPdf>,
    @Caller() caller: CallerOf,
    @Res() response: ApiResponse,
  ): Promise<void> {
    const report = await this.#filed(params, query, caller);
    const pdf = await renderPdf(report, storedPictures(this.platform, params.project), query);
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

  async #filed(params: OfAudit, query: Omit<FiledFor, 'project'>, caller: CallerOf): Promise<Report> {
    const filedFor = { ...query, project: params.project };
    return filedReport(await this.#report(params), filedFor, caller, this.platform);
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

/** The page carries its own styles and pictures and asks for nothing else. */
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'unsafe-inline'; frame-ancestors 'none'";
