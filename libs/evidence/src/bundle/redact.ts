/**
 * What a bundle may hold without a right to see more. Findings and reports speak of people under pseudonyms and hold no
 * answers; what is left to take out are pictures, and digests by which someone who has the pictures could recognise them.
 */
import type { Finding, PictureStrip, Report } from '@palimpsest/contracts';

export const withheldPictures = 'Pictures are withheld from this form of the report: they show people.';
export const blurredPictures =
  'Pictures are blurred in this form of the report, to coarse colours, and the noise is withheld: they show people.';

/** @param blurred shown instead of the pictures; nothing is shown unless given */
export function redactedReport(report: Report, blurred: readonly PictureStrip[] = []): Report {
  if (report.pictures.length === 0) return report;
  const reason = blurred.length > 0 ? blurredPictures : withheldPictures;
  return {
    ...report,
    pictures: [...blurred],
    notMeasured: [...report.notMeasured, { what: 'pictures', reason }],
  };
}

/** Said in the title, which every form of the report for people and for build servers shows. */
export function markedReport(report: Report): Report {
  return { ...report, title: `UNREDACTED, shows people: ${report.title}` };
}

/** Its key still names the whole row, which only the unredacted form can show. */
export function redactedFinding(finding: Finding): Finding {
  return finding.kind === 'attack' && finding.artifacts.length > 0 ? { ...finding, artifacts: [] } : finding;
}
