/** Probes: ways of getting knowledge out of a checkpoint. */
export { direct } from './direct.js';
export { noise } from './noise.js';
export { relearn } from './relearn.js';
export { sua } from './sua.js';
export { suaReferenceCode } from './sua-reference-code.js';
export { probes } from './roster.js';
