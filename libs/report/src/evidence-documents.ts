/** The report in every form that lies in a bundle of evidence, for people and for machines. */
import { createHash } from 'node:crypto';
import { reportJsonSchema, type Report } from '@palimpsest/contracts';
import type { ArtifactReader } from './document/report-document.js';
import { renderHtml } from './html/render-html.js';
import type { HashedFile } from './machine/cyclonedx/components.js';
import { renderCycloneDx } from './machine/cyclonedx/render-cyclonedx.js';
import { renderCsv } from './machine/csv.js';
import { renderJunit } from './machine/junit.js';
import { renderSarif } from './machine/sarif.js';
import { pdfOrReason } from './pdf/pdf-or-reason.js';

export interface EvidenceDocumentOptions {
  /** What lies beside the documents and what claims rest on, by path. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** Files of checkpoints, by the checkpoint's name, where they are known one by one. */
  readonly checkpointFiles: ReadonlyMap<string, readonly HashedFile[]>;
  readonly pictures: ArtifactReader;
}

export interface EvidenceDocuments {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What could not be drawn, and why. */
  readonly omitted: readonly string[];
}

/** In English, with everything. The same report and parts give the same bytes. */
export async function evidenceDocuments(
  report: Report,
  { parts, checkpointFiles, pictures }: EvidenceDocumentOptions,
): Promise<EvidenceDocuments> {
  const view = { locale: 'en', level: 'full' } as const;
  const hashed = [...parts].map(([path, content]) => ({
    path,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  const pdf = await pdfOrReason(report, pictures, view);
  const files = new Map<string, Uint8Array>([
    ['bom.cdx.json', utf8(renderCycloneDx(report, { files: hashed, checkpointFiles }))],
    ['report.html', utf8(await renderHtml(report, pictures, view))],
    ...(pdf.bytes ? [['report.pdf', pdf.bytes] as const] : []),
    ['report.csv', utf8(renderCsv(report))],
    ['report.junit.xml', utf8(renderJunit(report))],
    ['report.sarif', utf8(renderSarif(report))],
    ['report.schema.json', utf8(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`)],
  ]);
  return { files, omitted: pdf.bytes ? [] : [`without report.pdf: ${pdf.withheld}`] };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
