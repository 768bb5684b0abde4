/** Reports and comparisons drawn for people, as one self-contained HTML file or PDF, and for machines: CSV, CycloneDX, JUnit, SARIF. */
export { renderComparisonCsv } from './comparison/comparison-csv.js';
export { drawComparison, type ComparisonCharts } from './comparison/draw-comparison.js';
export { renderComparisonHtml } from './comparison/render-comparison.js';
export type { Bar, Block, Cell, Figure, Picture, ReportDocument, Run, Section, Table } from './document/block.js';
export { reportDocument, type ArtifactReader, type ReportOptions } from './document/report-document.js';
export { evidenceDocuments, type EvidenceDocuments } from './evidence-documents.js';
export { renderHtml } from './html/render-html.js';
export { renderCrosswalkCsv } from './machine/crosswalk-csv.js';
export { renderCsv } from './machine/csv.js';
export { renderCycloneDx, type CycloneDxOptions } from './machine/cyclonedx/render-cyclonedx.js';
export type { Crosswalk } from './machine/cyclonedx/requirements.js';
export { renderJunit } from './machine/junit.js';
export { pdfOrReason, type PdfOrReason } from './pdf/pdf-or-reason.js';
export { renderPdf } from './pdf/render-pdf.js';
export { MissingGlyphError } from './pdf/text/faces.js';
export { renderSarif } from './machine/sarif.js';
