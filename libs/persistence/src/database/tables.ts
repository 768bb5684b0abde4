/** The tables as TypeORM sees them. migrations/ makes them; nothing is synchronised from here. */
import type { LogEntry } from '@palimpsest/platform';
import { EntitySchema } from 'typeorm';
import { key, now } from './columns.js';

const unitKey = { project: key(), audit: key(), unit: key() };

export interface AuditRecordRow {
  readonly project: string;
  readonly id: string;
  readonly content: unknown;
  readonly createdAt?: Date;
}
export const auditRecordTable = new EntitySchema<AuditRecordRow>({
  name: 'audit_record',
  columns: { project: key(), id: key(), content: { type: 'json' }, createdAt: now('created_at') },
});

export interface FinishedUnitRow {
  readonly project: string;
  readonly audit: string;
  readonly unit: string;
  /** SHA-256 over the canonical JSON of all findings, in their order. */
  readonly findingsDigest: string;
  readonly finishedAt?: Date;
}
export const finishedUnitTable = new EntitySchema<FinishedUnitRow>({
  name: 'finished_unit',
  columns: {
    ...unitKey,
    findingsDigest: { type: 'char', length: 64, name: 'findings_digest' },
    finishedAt: now('finished_at'),
  },
});

export interface FindingRow {
  readonly project: string;
  readonly audit: string;
  readonly unit: string;
  readonly position: number;
  readonly kind: string;
  readonly content: unknown;
}
export const findingTable = new EntitySchema<FindingRow>({
  name: 'finding',
  columns: {
    ...unitKey,
    position: { type: 'int', primary: true },
    kind: { type: 'text' },
    content: { type: 'json' },
  },
  foreignKeys: [
    {
      target: finishedUnitTable,
      columnNames: Object.keys(unitKey),
      referencedColumnNames: Object.keys(unitKey),
      name: 'finding_project_audit_unit_fkey',
      onDelete: 'CASCADE',
    },
  ],
});

export interface UnitTimingRow {
  readonly project: string;
  readonly audit: string;
  readonly unit: string;
  readonly title: string;
  readonly seconds: number;
}
export const unitTimingTable = new EntitySchema<UnitTimingRow>({
  name: 'unit_timing',
  columns: { ...unitKey, title: { type: 'text' }, seconds: { type: 'double precision' } },
});

export interface ArtifactRow {
  readonly project: string;
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Of the data key that seals the bytes; null where they lie in the clear. */
  readonly keyOwner: string | null;
}
export const artifactTable = new EntitySchema<ArtifactRow>({
  name: 'artifact',
  columns: {
    project: key(),
    sha256: { type: 'char', length: 64, primary: true },
    mediaType: { type: 'text', name: 'media_type' },
    bytes: { type: 'bytea' },
    keyOwner: { type: 'text', name: 'key_owner', nullable: true },
  },
});

export interface ScratchRow {
  readonly project: string;
  readonly audit: string;
  readonly unit: string;
  readonly name: string;
  readonly bytes: Buffer;
}
export const scratchTable = new EntitySchema<ScratchRow>({
  name: 'scratch',
  columns: { ...unitKey, name: key(), bytes: { type: 'bytea' } },
});

export interface AuditLogRow extends LogEntry {
  readonly project: string;
  /** Null of entries from before there were salts. */
  readonly salt: string | null;
}
export const auditLogTable = new EntitySchema<AuditLogRow>({
  name: 'audit_log',
  columns: {
    project: key(),
    sequence: { type: 'int', primary: true },
    at: { type: 'text' },
    actor: { type: 'text' },
    action: { type: 'text' },
    target: { type: 'text' },
    detail: { type: 'json' },
    salt: { type: 'text', nullable: true },
    digest: { type: 'char', length: 64 },
  },
});

export interface DataKeyRow {
  readonly project: string;
  readonly owner: string;
  /** Null once erased. */
  readonly wrapped: Buffer | null;
  readonly erasedAt: Date | null;
}
export const dataKeyTable = new EntitySchema<DataKeyRow>({
  name: 'data_key',
  columns: {
    project: key(),
    owner: key(),
    wrapped: { type: 'bytea', nullable: true },
    erasedAt: { type: 'timestamptz', name: 'erased_at', nullable: true },
  },
  checks: [{ name: 'data_key_check', expression: '(wrapped IS NULL) = (erased_at IS NOT NULL)' }],
});
