/** Wire shapes of Palimpsest: plans, findings, reports and progress, as schemas with inferred types. */
export { canonicalJson, CanonicalJsonError } from './canonical-json.js';
export {
  access,
  artifact,
  digest,
  epsilon,
  interval,
  json,
  measured,
  metric,
  notMeasured,
  parameters,
  pseudonym,
  role,
  slug,
  truth,
  type Access,
  type Artifact,
  type Interval,
  type Json,
  type Measured,
  type Metric,
  type NotMeasured,
  type Parameters,
  type Role,
  type Truth,
  checkpointFamilies,
  checkpointVariantNames,
  checkpointVariants,
  isCheckpointFamily,
  type CheckpointFamily,
  type CheckpointVariant,
} from './primitives.js';
export {
  auditPlan,
  planInput,
  policy,
  type AuditPlan,
  type CheckpointEntry,
  type PlanInput,
  type PluginEntry,
  type Policy,
  type ProbeEntry,
  type Purpose,
  type Scoring,
} from './plan.js';
export { attackClass, attackClasses, channel, channels, type AttackClass, type Channel } from './attack-class.js';
export {
  calendarDate,
  derivations,
  erasureRequest,
  requestAnswer,
  requestExtension,
  requestOutcomes,
  requestStanding,
  requestStandings,
  servedCheckpoint,
  type ErasureRequest,
  type RequestAnswer,
  type RequestExtension,
  type RequestStanding,
  type ServedCheckpoint,
} from './erasure-request.js';
export {
  filing,
  type Claim,
  type ClaimConfidence,
  type CoverageCell,
  type EvidenceItem,
  type FiledRequest,
  type Filing,
  type FilingRow,
  type PeopleBound,
  type RequirementState,
  type WordingStatus,
} from './filing.js';
export { message, type Message, type MessageValue } from './message.js';
export { policyFile, type PolicyFile } from './policies/policy-file.js';
export { builtInPolicies, presetOf, presets, type Preset, type PresetName } from './presets.js';
export { resolvePlan } from './resolve-plan.js';
export { InvalidInputError, nearestKey, parseStrict, type InputProblem } from './strict-parse.js';
export {
  ask,
  finding,
  type AnswersFinding,
  type Ask,
  type AttackFinding,
  type AttributeCounts,
  type Curve,
  type DataFinding,
  type DetectionScores,
  type Finding,
  type FindingArtifact,
  type GapFinding,
  type HealthFlag,
  type HealthFlagName,
  type KnowledgeFinding,
  type Partition,
  type Prior,
  type SubjectCounts,
} from './finding.js';
export {
  MOST_READINGS,
  subjectLikelihoods,
  subjectOverlap,
  type SubjectLikelihoods,
  type SubjectOverlap,
} from './readings.js';
export {
  contentText,
  fieldSaltText,
  fieldText,
  linkText,
  logExcerpt,
  logFields,
  type ExcerptEntry,
  type LogExcerpt,
  type LogField,
  type ShownEntry,
} from './log-excerpt.js';
export { membershipRow, type MembershipRow } from './membership.js';
export {
  referenceMetrics,
  type AgainstReference,
  type DistributionTest,
  type ErasureDepth,
  type OwnMetric,
  type ReferenceMetrics,
} from './reference-metrics.js';
export { progressEvent, type ProgressEvent } from './progress.js';
export {
  exitCodes,
  verdict,
  type ControlComparison,
  type Endpoint,
  type ForgetScore,
  type ReplyRates,
  type TierVerdict,
  type Verdict,
  type VerdictReason,
  type VerdictValue,
} from './verdict.js';
export {
  report,
  reportJsonSchema,
  type AttributeRow,
  type AttackPanel,
  type DefenseRow,
  type DetectorPanel,
  type NotMeasuredRow,
  type PictureStrip,
  type PlainReplies,
  type RecoveryRow,
  type Report,
  type ReportCheckpoint,
  type SubjectRow,
  type TargetReport,
  type UnitTiming,
  type UsedPlugin,
  type UtilityRow,
} from './report.js';
export {
  reportLevels,
  reportLocales,
  reportPictures,
  type ReportLevel,
  type ReportLocale,
  type ReportPictures,
} from './report-view.js';
export {
  comparison,
  comparisonJsonSchema,
  type ComparedAudit,
  type ComparedCell,
  type ComparedEndpoint,
  type ComparedTarget,
  type Comparison,
  type Correction,
  type ForgetUtilityPoint,
  type Leaderboard,
  type PairedDifference,
  type RankedRow,
  type StealthRecoveryPoint,
} from './comparison.js';
export { rerun, rerunExitCode, rerunTolerance, type Rerun, type RerunDifference, type RerunUnit } from './rerun.js';
export * from './api/index.js';
export { publishedSchemas } from './schemas.js';
export { comparisonExample } from './examples/comparison.example.js';
export { filingExample } from './examples/filing.example.js';
export { reportExample } from './examples/report.example.js';
