/**
 * Where audits live. Four small stores: records, findings, content-addressed artifacts and the scratch
 * state of interrupted optimisations. Every write is all or nothing. `describeAuditStore` (testing) is the
 * suite that each adapter passes: a folder today, a database with the platform.
 */
import type { Artifact, Finding, UnitTiming } from '@palimpsest/contracts';
import type { AuditRecord } from './work.js';

export interface RecordStore {
  /** Idempotent. @throws StoreConflictError when the id exists with other content */
  create(record: AuditRecord): Promise<void>;
  read(id: string): Promise<AuditRecord | null>;
  list(): Promise<readonly string[]>;
}

export interface FindingStore {
  /** All findings of a unit at once; a second write must be identical. @throws StoreConflictError otherwise */
  put(audit: string, unit: string, findings: readonly Finding[]): Promise<void>;
  /** Null when the unit has not finished. */
  get(audit: string, unit: string): Promise<readonly Finding[] | null>;
  /** Timings are kept apart from findings: they differ from run to run. */
  putTiming(audit: string, timing: UnitTiming): Promise<void>;
  timings(audit: string): Promise<readonly UnitTiming[]>;
}

export interface ArtifactStore {
  put(bytes: Uint8Array, mediaType: string): Promise<Artifact>;
  /** @throws StoreConflictError when the stored bytes no longer match their digest */
  get(sha256: string): Promise<Uint8Array | null>;
}

/** State of unfinished units. Losing it costs time, never correctness. */
export interface ScratchStore {
  save(audit: string, unit: string, name: string, bytes: Uint8Array): Promise<void>;
  load(audit: string, unit: string, name: string): Promise<Uint8Array | null>;
  drop(audit: string, unit: string): Promise<void>;
}

export interface AuditStore {
  readonly records: RecordStore;
  readonly findings: FindingStore;
  readonly artifacts: ArtifactStore;
  readonly scratch: ScratchStore;
}

/** Something stored contradicts something new: nothing was overwritten. */
export class StoreConflictError extends Error {
  override readonly name = 'StoreConflictError';
  constructor(
    readonly what: string,
    readonly remedy: string,
  ) {
    super(`${what}: ${remedy}`);
  }
}
