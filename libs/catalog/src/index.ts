/** Every probe, detector and defense that a plan can name. */
export { catalog } from './catalog.js';
