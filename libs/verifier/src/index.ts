/** One HTML page that checks a folder of evidence, without network and without us. */
export { buildVerifierPage } from './build-page.js';
