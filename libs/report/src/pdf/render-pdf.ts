/** A report as one PDF file: what the HTML page says, for print and for files that are kept. */
import type { Report } from '@palimpsest/contracts';
import { reportDocument, type ArtifactReader, type ReportOptions } from '../document/report-document.js';
import { drawPdf } from './draw-pdf.js';

/**
 * @returns the bytes of a PDF 1.7 file; the same report, options and artifacts give the same bytes
 * @throws MissingGlyphError for a character that no font of the PDF has
 */
export async function renderPdf(
  report: Report,
  readArtifact: ArtifactReader,
  options: ReportOptions = {},
): Promise<Uint8Array> {
  const document = await reportDocument(report, readArtifact, options);
  return drawPdf(document, { reference: report.identity.audit, generatedAt: report.provenance.generatedAt });
}
