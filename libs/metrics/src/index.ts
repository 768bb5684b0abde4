/** Metrics: what the numbers of findings and reports mean. */
export { metrics } from './roster.js';
