/** The reference zoo: checkpoints with known truth, and the recipe that rebuilds them. */
export { buildZoo } from './build-zoo.js';
export type { BuildOptions, BuildProgress } from './build/build-zoo.js';
export { denoiserAsset, shippedZoo } from './build/shipped.js';
export {
  builtInAssets,
  builtInCheckpoints,
  builtInDatasets,
  manifestDigest,
  openBuiltInDataset,
  type BuiltInCheckpoint,
} from './built-in.js';
export { poolNames, type PoolName, type Truth } from './recipe/settings.js';
export { readZooIndex, ZooError, type CleanRates, type Rate, type ZooEntry, type ZooIndex } from './zoo-index.js';
