/** Defenses: transforms of the input image before the model. Applied statically, not adaptively tested. */
export { dncnn } from './dncnn.js';
export { DefenseAssetError } from './defense-asset-error.js';
export { gaussianBlur } from './gaussian-blur.js';
export { jpeg } from './jpeg.js';
export { median } from './median.js';
export { defenses } from './roster.js';
