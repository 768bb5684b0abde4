/**
 * Units of work: (checkpoint, probe, subject fold, seed). A unit is plain JSON, keyed by the digest of its
 * inputs, and independent of the others, so a pool may run units in any order, in any process.
 */
import type { AuditPlan, Finding, PluginEntry, ProgressEvent, Role } from '@palimpsest/contracts';

/** Who is on which side of a unit, by pseudonym. Only `heldOut` counts for a leak. */
export interface SubjectSplit {
  readonly heldOut: readonly string[];
  readonly train: readonly string[];
  readonly validation: readonly string[];
}

interface UnitCommon {
  /** SHA-256 of the canonical JSON of everything the result depends on. */
  readonly key: string;
  readonly title: string;
  readonly checkpoint: { readonly name: string; readonly digest: string; readonly roles: readonly Role[] };
  readonly seed: number;
  readonly subjects: SubjectSplit;
  /** Relative cost, for the ETA. */
  readonly cost: number;
}

export interface KnowledgeUnit extends UnitCommon {
  readonly kind: 'knowledge';
}

export interface ProbeUnit extends UnitCommon {
  readonly kind: 'probe';
  readonly probe: PluginEntry & { readonly version: number };
  readonly answers: 'true' | 'permuted';
  readonly fold: { readonly index: number; readonly of: number } | null;
}

export type WorkUnit = KnowledgeUnit | ProbeUnit;

/** What is fixed before the first result: stored first, never changed. */
export interface AuditRecord {
  readonly schema: 'palimpsest.audit/1';
  readonly id: string;
  readonly plan: AuditPlan;
  /** SHA-256 of the canonical JSON of the resolved plan. */
  readonly planDigest: string;
  readonly dataset: { readonly id: string; readonly digest: string };
  readonly checkpoints: readonly {
    readonly name: string;
    readonly digest: string;
    readonly family: string;
    readonly roles: readonly Role[];
  }[];
  readonly engine: string;
}

/** Everything a worker needs to run one unit, as JSON. */
export interface UnitJob {
  readonly record: AuditRecord;
  readonly unit: WorkUnit;
}

export interface UnitResult {
  readonly unit: string;
  readonly findings: readonly Finding[];
  readonly seconds: number;
}

export type UnitProgress = Extract<ProgressEvent, { type: 'unit-started' | 'unit-progress' }>;

export interface PoolEvents {
  progress(event: UnitProgress): void;
  /** Awaited before the pool hands out the next unit of that worker: the result is stored when it resolves. */
  finished(result: UnitResult): Promise<void>;
}

/** Runs jobs somewhere. Rejects with the first error; stops handing out jobs once `signal` is aborted. */
export interface WorkPool {
  /** @throws UnitFailedError naming the unit that failed; AuditInputError as it is */
  run(jobs: readonly UnitJob[], events: PoolEvents, signal: AbortSignal): Promise<void>;
}
