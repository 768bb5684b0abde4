/**
 * What a bundle may hold without a right to see more. Findings and reports speak of people under pseudonyms and hold no
 * answers; what is left to take out are pictures, and digests by which someone who has the pictures could recognise them.
 */
import type { Finding, Report } from '@palimpsest/contracts';

export const withheldPictures = 'Pictures are withheld from this form of the report: they show people.';

export function redactedReport(report: Report): Report {
  if (report.pictures.length === 0) return report;
  return {
    ...report,
    pictures: [],
    notMeasured: [...report.notMeasured, { what: 'pictures', reason: withheldPictures }],
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
