/** Reverse-mode gradients of ONNX graphs, as ONNX graphs. Knows nothing of any runtime. */
export { gradient, vectorJacobianProduct, type GradientOptions, type Seed } from './gradient-graph.js';
export type { Recompute } from './recompute/dropped-values.js';
export { gradientCoverage, type CoverageRow } from './coverage.js';
export { AutodiffError, BlockedGradientError, type BlockedNode } from './autodiff-error.js';
export { rules } from './rules/roster.js';
