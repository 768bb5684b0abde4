/** A report as it may be handed out: with pictures of people, with coarse colours of them, or without. */
import type { Report, ReportPictures } from '@palimpsest/contracts';
import { markedReport, redactedReport } from '../bundle/redact.js';
import { blurStrips, type PictureReader, type PictureSource } from './blur-strips.js';

export interface ShownReport {
  readonly report: Report;
  /** Of the pictures that the report shows, and of no other. */
  readonly read: PictureReader;
}

/** Whoever asks for `show` may see people; that they may, and that they asked, is for the caller to check and to log. */
export async function reportShowing(
  report: Report,
  pictures: ReportPictures,
  source: PictureSource,
): Promise<ShownReport> {
  if (pictures === 'show') return { report: markedReport(report), read: source.read };
  if (pictures === 'withhold') return { report: redactedReport(report), read: () => Promise.resolve(undefined) };
  const { strips, pictures: blurred } = await blurStrips(report.pictures, source);
  return { report: redactedReport(report, strips), read: (sha256) => Promise.resolve(blurred.get(sha256)) };
}
