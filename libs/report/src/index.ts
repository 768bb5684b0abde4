/** The report model drawn for people: one self-contained HTML file. */
export { renderHtml, type ArtifactReader } from './html/render-html.js';
