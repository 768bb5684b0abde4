/** Reports of stored audits: built from what the store holds, written beside it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildReport, readAudit, type AuditOutcome } from '@palimpsest/audit';
import type { Report, ReportLevel, ReportLocale } from '@palimpsest/contracts';
import { reportShowing, type PictureSource, type ShownReport } from '@palimpsest/evidence';
import type { ReportFormat } from './report-formats.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import type { StoredAudits } from '../state/stored-audits.js';
import { statePaths } from '../state/state-folder.js';

/** @param now null for the reproducible form: the same findings give the same bytes */
export async function reportOf(
  { record, findings }: Pick<AuditOutcome, 'record' | 'findings'>,
  { store, catalog }: StoredAudits,
  now: Date | null,
): Promise<Report> {
  const provenance = now && { generatedAt: now.toISOString(), timings: await store.findings.timings(record.id) };
  return buildReport({ record, findings, catalog, ...(provenance ? { provenance } : {}) });
}

/** @throws AuditInputError when there is no such audit */
export async function storedReport(id: string, audits: StoredAudits, now: Date | null): Promise<Report> {
  return reportOf(await readAudit(id, audits), audits, now);
}

/** Paths, or addresses on a server. */
export interface ReportFiles {
  readonly html: string;
  readonly json: string;
  /** Null when it cannot be drawn. */
  readonly pdf: string | null;
  /** Why there is no PDF. */
  readonly withheld: string | null;
}

/** Writes page, PDF and data into `folder`, without pictures: `report export --pictures` gives those. */
export async function writeReport(
  report: Report,
  folder: string,
  name: string,
  audits: Pick<StoredAudits, 'store'>,
): Promise<ReportFiles> {
  const file = (ending: string) => join(folder, `${name}.${ending}`);
  const shown = await reportShowing(report, 'withhold', picturesOf(audits));
  await writeFileAtomically(file('json'), reportJson(shown.report));
  await writeFileAtomically(file('html'), await reportHtml(shown));
  const { pdfOrReason } = await import('@palimpsest/report');
  const { bytes, withheld } = await pdfOrReason(shown.report, shown.read, { locale: 'en', level: 'full' });
  if (bytes) await writeFileAtomically(file('pdf'), bytes);
  return { html: file('html'), json: file('json'), pdf: bytes && file('pdf'), withheld };
}

/** Where people find page and PDF, a line each. */
export const reportPlaces = ({ html, pdf, withheld }: ReportFiles): readonly string[] => [
  `Report: ${html}`,
  `PDF:    ${pdf ?? `none: ${withheld ?? 'it was not drawn'}`}`,
];

/** Pictures in the store, and the way to blur them; what decodes them is loaded when one is. */
export const picturesOf = ({ store }: Pick<StoredAudits, 'store'>): PictureSource => ({
  read: async (sha256) => (await store.artifacts.get(sha256)) ?? undefined,
  blur: async (picture) => (await import('@palimpsest/datasets')).blurPicture(picture),
});

export const reportJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;

/** Absent: English, and everything. */
export interface PageView {
  readonly locale?: ReportLocale | undefined;
  readonly level?: ReportLevel | undefined;
}

/** Charts and layout are loaded when they are needed. */
export async function reportHtml({ report, read }: ShownReport, view: PageView = {}): Promise<string> {
  const { renderHtml } = await import('@palimpsest/report');
  const { locale = 'en', level = 'full' } = view;
  return renderHtml(report, read, { locale, level });
}

/** @throws MissingGlyphError for a character that no font of the PDF has */
async function reportPdf({ report, read }: ShownReport, view: PageView = {}): Promise<Uint8Array> {
  const { renderPdf } = await import('@palimpsest/report');
  const { locale = 'en', level = 'full' } = view;
  return renderPdf(report, read, { locale, level });
}

/** Any form. */
export async function reportForm(
  shown: ShownReport,
  format: ReportFormat,
  view: PageView = {},
): Promise<string | Uint8Array> {
  if (format === 'html') return reportHtml(shown, view);
  return format === 'pdf' ? reportPdf(shown, view) : machineForm(shown.report, format);
}

/** Forms that are made of the report alone. */
export async function machineForm(report: Report, format: Exclude<ReportFormat, 'html' | 'pdf'>): Promise<string> {
  if (format === 'json') return reportJson(report);
  const forms = await import('@palimpsest/report');
  if (format === 'cyclonedx') return forms.renderCycloneDx(report);
  const { renderCrosswalkCsv, renderCsv, renderJunit, renderSarif } = forms;
  return { csv: renderCsv, junit: renderJunit, sarif: renderSarif, 'crosswalk-csv': renderCrosswalkCsv }[format](
    report,
  );
}

/** The verdict of a finished audit without computing it again; null when no report was written. */
export async function lastVerdict(state: string, id: string): Promise<string | null> {
  const text = await readFile(join(statePaths(state).reports, `${id}.json`), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Report).summary.verdict;
}
