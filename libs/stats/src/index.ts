/** Intervals, tests, power, ROC, metrics against a reference and text overlap for audits, with the subject as the unit. Pure; randomness is handed in. */
export { aurocBootstrap } from './auroc-bootstrap.js';
export { auroc, delongVariance } from './auroc.js';
export { bestOfSeveral, type Differences, type JointClaim } from './best-of-several.js';
export { inverseRegularizedBeta, regularizedBeta } from './beta.js';
export { binomialCdf, binomialUpperTail } from './binomial.js';
export { clopperPearson } from './clopper-pearson.js';
export {
  clusteredMean,
  meanOfSubjects,
  type BootstrapMethod,
  type ClosedFormMethod,
  type MeanOptions,
} from './clustered-mean.js';
export { clusterMeans, clustersOf, type Cluster, type ClusterMeans } from './clusters.js';
export { conformalThreshold, detectionRate, type DetectionRate, type DetectionScores } from './detection-rate.js';
export { differenceOfClusteredMeans, type ClusteredDifference, type DifferenceOptions } from './difference.js';
export { dkwHalfWidth } from './dkw.js';
export { equivalenceTest, nonInferiorityTest, type Equivalence, type NonInferiority } from './equivalence.js';
export { erasureDepthOf, layerErasure, layersOf, type LayerKnowledge, type PersonLayers } from './erasure-depth.js';
export { forgetQuality } from './forget-quality.js';
export { gaussianKlom, type Margins } from './gaussian-klom.js';
export { harmonicMean } from './harmonic-mean.js';
export { jackknife, type JackknifeOptions } from './jackknife.js';
export { klomOfMargins, marginOf } from './klom.js';
export { kolmogorovSmirnov } from './kolmogorov-smirnov.js';
export { logGamma } from './log-gamma.js';
export { maximumOverControls, type LeakBeyondControls, type NamedComparison } from './maximum-over-controls.js';
export { mcnemarExact } from './mcnemar.js';
export type { Range } from './mean-intervals.js';
export {
  isMeasured,
  measured,
  notMeasured,
  type Measured,
  type Metric,
  type NotMeasured,
  type Side,
} from './metric.js';
export { meanOf, momentsOf, type Moments } from './moments.js';
export { benjaminiHochberg, holm } from './multiplicity.js';
export { normalCdf, normalDensity, normalQuantile } from './normal.js';
export { pairedPermutation, type Alternative, type PermutationOptions, type TestResult } from './permutation.js';
export { porterStem } from './porter-stem.js';
export {
  binomialPower,
  clusteredPower,
  clustersNeeded,
  equivalencePower,
  minimumDetectableEffect,
  type ClusteredDesign,
} from './power.js';
export { privacyLeak, privacyLeakOf, type MembershipShares } from './privacy-leak.js';
export { quantileOfSorted } from './quantile.js';
export { rankIntervals, type RankClaim, type RankInterval } from './rank-intervals.js';
export { rocCurve, type RocPoint } from './roc.js';
export { rouge, rougeTokens, type Rouge, type RougeOptions, type RougeScores } from './rouge.js';
export type { ScoredGroups } from './scored-groups.js';
export { StatisticsError } from './statistics-error.js';
export { noncentralTCdf, studentCdf, studentQuantile } from './student-t.js';
export { supportedBoundOfSubjects, supportedUpperBound } from './supported-bound.js';
export { truePositiveRateAt } from './true-positive-rate.js';
export {
  forgetTruthRatio,
  logTruthRatio,
  retainTruthRatio,
  valueLikelihoods,
  type ValueLikelihoods,
} from './truth-ratio.js';
export { wilson } from './wilson.js';
export { zeroLeaksUpperBound } from './zero-leaks.js';
