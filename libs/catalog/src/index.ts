/** Every probe, detector and defense that a plan can name, and every metric of a report. */
export { catalog } from './catalog.js';
