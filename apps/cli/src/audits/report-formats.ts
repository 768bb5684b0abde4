/** The forms a report can be written in, and how their files are called in a folder. */

/** What every report has. */
export const reportFormats = ['html', 'pdf', 'json', 'csv', 'junit', 'sarif', 'cyclonedx'] as const;
/** Of a report with a filing. */
export const filingFormats = ['crosswalk-csv'] as const;
export type ReportFormat = (typeof reportFormats)[number] | (typeof filingFormats)[number];

export const reportFileNames: Readonly<Record<ReportFormat, string>> = {
  html: 'report.html',
  pdf: 'report.pdf',
  json: 'report.json',
  csv: 'report.csv',
  junit: 'report.junit.xml',
  sarif: 'report.sarif',
  cyclonedx: 'bom.cdx.json',
  'crosswalk-csv': 'crosswalk.csv',
};
