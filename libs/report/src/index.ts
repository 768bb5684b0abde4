/** Reports and comparisons drawn for people, as one self-contained HTML file or PDF, and for machines: CSV, JUnit, SARIF. */
export { renderComparisonCsv } from './comparison/comparison-csv.js';
export { drawComparison, type ComparisonCharts } from './comparison/draw-comparison.js';
export { renderComparisonHtml } from './comparison/render-comparison.js';
export type { Bar, Block, Cell, Figure, Picture, ReportDocument, Run, Section, Table } from './document/block.js';
export { reportDocument, type ArtifactReader, type ReportOptions } from './document/report-document.js';
export { levels, type Level } from './document/telling.js';
export { renderHtml } from './html/render-html.js';
export { renderCsv } from './machine/csv.js';
export { renderJunit } from './machine/junit.js';
export { renderPdf } from './pdf/render-pdf.js';
export { MissingGlyphError } from './pdf/text/faces.js';
export { renderSarif } from './machine/sarif.js';
export { locales, type Locale } from './words/locale.js';
