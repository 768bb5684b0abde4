/** Unlearning methods: losses, and the runner that trains any differentiable checkpoint with them. */
export { forgetAttributes, unlearnInSequence, type ForgetRequest, type SequentialOptions } from './forget-request.js';
export { withLowRank, type LowRankGraph, type LowRankOptions } from './low-rank.js';
export { parameterScopes, parametersInScope, type ParameterScope } from './parameter-scope.js';
export { refusals } from './refusals.js';
export { methodById, methods } from './roster.js';
export type { AnswerSource, TeachingQuestion, TeachingSubject } from './teaching-set.js';
export { unlearn, unlearnedWeights, type UnlearnOptions } from './unlearn.js';
export {
  MethodError,
  type FrozenScores,
  type LossInputs,
  type MethodWeights,
  type ScoredAnswers,
  type TrainingDefaults,
  type UnlearningMethod,
} from './unlearning-method.js';
