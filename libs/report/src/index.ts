/** The report model drawn for people, as one self-contained HTML file, and for machines: CSV, JUnit, SARIF. */
export { renderHtml, type ArtifactReader } from './html/render-html.js';
export { renderCsv } from './machine/csv.js';
export { renderJunit } from './machine/junit.js';
export { renderSarif } from './machine/sarif.js';
