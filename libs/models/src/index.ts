/** Checkpoints in the Hugging Face ONNX layout as models that answer and that can be differentiated. */
export type {
  Answered,
  AnswerScore,
  AnswerScores,
  CheckpointIdentity,
  EmbeddingChange,
  EncodedText,
  FinetuneOptions,
  GenerateOptions,
  HiddenStates,
  ModelGraphs,
  ModelParameter,
  Prompt,
  ResidualStream,
  TokenSet,
  TokenSetMaking,
  VisionLanguageModel,
} from './port.js';
export { openCheckpoint, type OpenOptions } from './open-checkpoint.js';
export { familyOf } from './checkpoint/configuration.js';
export { inspectCheckpoint, type InspectedCheckpoint } from './checkpoint/inspect.js';
export { readManifest, type Manifest, type ManifestFile } from './checkpoint/manifest.js';
export { diagnose, type Diagnosis, type PartDiagnosis } from './doctor.js';
export { gradientCost, type GradientCost, type StepCost, type StepSize } from './gradient-cost.js';
export { ModelError } from './model-error.js';
