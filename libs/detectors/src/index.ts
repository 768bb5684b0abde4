/** Detectors: scores of input images for having been attacked (not of outputs, as garak uses the word). */
export { denoiseConsistency } from './denoise-consistency.js';
export { detectors } from './roster.js';
