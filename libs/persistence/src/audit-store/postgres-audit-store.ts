/**
 * The audit store in PostgreSQL, seen from one project: nothing of another project can be named through it.
 * Every write is one transaction or one statement, so a process may die anywhere.
 */
import { sha256, sortTimings, StoreConflictError, type AuditRecord, type AuditStore } from '@palimpsest/audit';
import { canonicalJson, finding, type Artifact } from '@palimpsest/contracts';
import type { DataSource } from 'typeorm';
import {
  artifactTable,
  auditRecordTable,
  findingTable,
  finishedUnitTable,
  scratchTable,
  unitTimingTable,
} from '../database/tables.js';
import { BytesTooLargeError } from './bytes-too-large-error.js';
import { putFindings } from './put-findings.js';

/** bytea is read as hexadecimal text, and a string of Node's holds 2^29 characters. */
const mostBytes = 256_000_000;

export function postgresAuditStore(database: DataSource, project: string): AuditStore {
  return {
    records: recordStore(database, project),
    findings: findingStore(database, project),
    artifacts: artifactStore(database, project),
    scratch: scratchStore(database, project),
  };
}

function recordStore(database: DataSource, project: string): AuditStore['records'] {
  const records = database.getRepository(auditRecordTable);
  const read = async (id: string): Promise<AuditRecord | null> =>
    ((await records.findOneBy({ project, id }))?.content as AuditRecord | undefined) ?? null;
  return {
    async create(record) {
      const row = { project, id: record.id, content: record };
      await records.createQueryBuilder().insert().values(row).orIgnore().execute();
      const stored = await read(record.id);
      if (canonicalJson(stored) !== canonicalJson(record)) throw conflict(`Audit ${record.id}`);
    },
    read,
    async list() {
      const rows = await records.find({ select: { id: true }, where: { project } });
      return rows.map(({ id }) => id).sort();
    },
  };
}

function findingStore(database: DataSource, project: string): AuditStore['findings'] {
  const [units, findings] = [database.getRepository(finishedUnitTable), database.getRepository(findingTable)];
  const timings = database.getRepository(unitTimingTable);
  return {
    put: (audit, unit, given) =>
      database.transaction((manager) => putFindings(manager, { project, audit, unit }, given)),
    async get(audit, unit) {
      const at = { project, audit, unit };
      if (!(await units.existsBy(at))) return null;
      const rows = await findings.find({ where: at, order: { position: 'asc' } });
      return finding.array().parse(rows.map(({ content }) => content));
    },
    async putTiming(audit, timing) {
      await timings.upsert({ project, audit, ...timing }, ['project', 'audit', 'unit']);
    },
    async timings(audit) {
      const rows = await timings.find({ where: { project, audit } });
      return sortTimings(rows.map(({ unit, title, seconds }) => ({ unit, title, seconds })));
    },
  };
}

function artifactStore(database: DataSource, project: string): AuditStore['artifacts'] {
  const artifacts = database.getRepository(artifactTable);
  return {
    async put(bytes, mediaType): Promise<Artifact> {
      refuseTooLarge(`An artifact (${mediaType})`, bytes);
      const digest = sha256(bytes);
      await artifacts.upsert({ project, sha256: digest, mediaType, bytes: Buffer.from(bytes), keyOwner: null }, [
        'project',
        'sha256',
      ]);
      return { sha256: digest, mediaType, bytes: bytes.byteLength };
    },
    async get(digest) {
      const bytes = (await artifacts.findOneBy({ project, sha256: digest }))?.bytes;
      if (!bytes) return null;
      if (sha256(bytes) === digest) return new Uint8Array(bytes);
      const remedy = 'its bytes no longer match its digest; restore it or run the unit again';
      throw new StoreConflictError(`Artifact ${digest.slice(0, 12)}`, remedy);
    },
  };
}

function scratchStore(database: DataSource, project: string): AuditStore['scratch'] {
  const scratch = database.getRepository(scratchTable);
  return {
    async save(audit, unit, name, bytes) {
      refuseTooLarge(`Scratch state ${name} of unit ${unit.slice(0, 12)}`, bytes);
      const row = { project, audit, unit, name, bytes: Buffer.from(bytes) };
      await scratch.upsert(row, ['project', 'audit', 'unit', 'name']);
    },
    async load(audit, unit, name) {
      const row = await scratch.findOneBy({ project, audit, unit, name });
      return row && new Uint8Array(row.bytes);
    },
    async drop(audit, unit) {
      await scratch.delete({ project, audit, unit });
    },
  };
}

/** @throws BytesTooLargeError */
export function refuseTooLarge(what: string, { byteLength }: Uint8Array): void {
  if (byteLength > mostBytes) throw new BytesTooLargeError(what, byteLength, mostBytes);
}

function conflict(what: string): StoreConflictError {
  return new StoreConflictError(
    what,
    'different content is stored already; nothing was overwritten. Start a new audit',
  );
}
