/** A PDF where it can be drawn, and otherwise why not. */
import type { Report } from '@palimpsest/contracts';
import type { ArtifactReader, ReportOptions } from '../document/report-document.js';
import { renderPdf } from './render-pdf.js';
import { MissingGlyphError } from './text/faces.js';

export type PdfOrReason =
  { readonly bytes: Uint8Array; readonly withheld: null } | { readonly bytes: null; readonly withheld: string };

/** A name in an alphabet that no font of the PDF has withholds the PDF, and says so, but nothing else. */
export async function pdfOrReason(report: Report, read: ArtifactReader, options: ReportOptions): Promise<PdfOrReason> {
  try {
    return { bytes: await renderPdf(report, read, options), withheld: null };
  } catch (error) {
    if (!(error instanceof MissingGlyphError)) throw error;
    return { bytes: null, withheld: error.message };
  }
}
