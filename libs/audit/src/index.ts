/** The audit domain: vocabulary, ports and the trusted runner. */
export { defineProbe, NotApplicableError } from './plugins/probe.js';
export type {
  Asked,
  Candidate,
  Checkpointing,
  Perturbation,
  Probe,
  ProbeContext,
  ProbeDefinition,
  ProbeEstimate,
  Sample,
  Wording,
} from './plugins/probe.js';
export { defineDefense } from './plugins/defense.js';
export type { Defense, DefenseBench, DefenseContext, DefenseDefinition, PreparedDefense } from './plugins/defense.js';
export { defineDetector } from './plugins/detector.js';
export type { Detector, DetectorContext, DetectorDefinition, PreparedDetector } from './plugins/detector.js';
export { defineMetric, type MetricDefinition } from './plugins/metric.js';
export { PluginDefinitionError, type PluginMetadata } from './plugins/plugin.js';
export { defineCatalog, findPlugin, UnknownPluginError, type Catalog } from './plugins/catalog.js';
export type {
  AssetSource,
  AuditPorts,
  Clock,
  DatasetSource,
  ImageCodec,
  ModelSource,
  ProgressSink,
  UnitPorts,
} from './ports/ports.js';
export type {
  AuditRecord,
  KnowledgeUnit,
  PoolEvents,
  ProbeUnit,
  SubjectSplit,
  UnitJob,
  UnitProgress,
  UnitResult,
  WorkPool,
  WorkUnit,
} from './ports/work.js';
export { StoreConflictError } from './ports/audit-store.js';
export type { ArtifactStore, AuditStore, FindingStore, RecordStore, ScratchStore } from './ports/audit-store.js';
export { buildComparison, type ComparisonInput } from './comparison/build-comparison.js';
export { correctionOf, correctionText, headlineText, measureText, pText, rankText } from './comparison/wording.js';
export { withinRadius } from './engine/embeddings.js';
export { digestOf, pseudonymOf, sha256 } from './engine/digest.js';
export { AuditCancelledError, AuditInputError, UnitFailedError } from './engine/errors.js';
export { dueUnits, type DueUnits } from './engine/due-units.js';
export { gradeChoice, gradeReply, type Expected, type Grade } from './engine/grading.js';
export { completePlan } from './engine/plan-units.js';
export { permuteAnswers } from './engine/questions.js';
export { prepareAudit, type PreparationPorts } from './engine/prepare-audit.js';
export { resumeAudit, runAudit, type AuditOutcome, type UnitChoice } from './engine/run-audit.js';
export type { AuditPhase } from './engine/standing.js';
export { readAudit, type StoredAudit } from './engine/stored-audit.js';
export { sequentialPool } from './engine/sequential-pool.js';
export { UnitRunner } from './engine/unit-runner.js';
export { rerunUnits, type RerunPorts } from './rerun/rerun-units.js';
export { buildReport, type ReportInput } from './report/build-report.js';
export { syncFolder, TEMPORARY, writeAtomically } from './store/atomic-write.js';
export { sortTimings } from './store/documents.js';
export { fileAuditStore, writeFindings } from './store/file-store.js';
export { describeAuditStore, sampleRecord, type TestFunctions } from './testing/describe-audit-store.js';
export { fakeDataset, people as fakePeople, type FakePerson } from './testing/fake-dataset.js';
export { fakeModel, type FakeBehaviour } from './testing/fake-model.js';
export { fakePorts } from './testing/fake-ports.js';
export { memoryAuditStore } from './store/memory-store.js';
export type { Case } from './verdict/case.js';
export { compareWithControls, type Compared, type Control } from './verdict/compare.js';
export { isCertainLeak, untilCertain } from './verdict/curtail.js';
export { endpointsOf } from './verdict/endpoints.js';
export { judge, type Judged } from './verdict/judge.js';
export { clustersFor, Ledger, variantGroup, type Condition, type Counted } from './verdict/ledger.js';
export { nullsOf, rateOf, toMetric } from './verdict/metrics.js';
