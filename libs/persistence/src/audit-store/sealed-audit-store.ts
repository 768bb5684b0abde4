/**
 * The audit store of a server: pictures, noises and the state of optimisations are personal data and lie sealed, each
 * under a key of its own that can be erased. Digests are of the plain bytes, so findings and reports stay what they
 * are when the bytes are gone.
 */
import { randomUUID } from 'node:crypto';
import { sha256, StoreConflictError, type AuditStore } from '@palimpsest/audit';
import { seal, unseal, type EncryptionKey } from '@palimpsest/platform';
import type { DataSource } from 'typeorm';
import { DataErasedError, dataKeys } from '../data-keys/data-keys.js';
import { artifactTable } from '../database/tables.js';
import { postgresAuditStore, refuseTooLarge } from './postgres-audit-store.js';

/** A new one whenever the bytes come anew: what was erased stays erased, and the same picture may be made again. */
const artifactOwner = (digest: string): string => `artifact ${digest} ${randomUUID()}`;
export const auditOwner = (audit: string): string => `audit ${audit}`;

/**
 * Reading what was erased throws DataErasedError, reading with another master key EncryptionError.
 * @param inner where scratch state is written; the plain store unless a worker wraps it
 */
export function sealedAuditStore(
  database: DataSource,
  project: string,
  master: EncryptionKey,
  inner: AuditStore = postgresAuditStore(database, project),
): AuditStore {
  const keys = dataKeys(database, project, master);
  const rows = database.getRepository(artifactTable);
  return {
    ...inner,
    artifacts: {
      async put(bytes, mediaType) {
        refuseTooLarge(`An artifact (${mediaType})`, bytes);
        const digest = sha256(bytes);
        if (await rows.existsBy({ project, sha256: digest }))
          return { sha256: digest, mediaType, bytes: bytes.byteLength };
        const keyOwner = artifactOwner(digest);
        const sealed = seal(bytes, await keys.keyOf(keyOwner), keyOwner);
        const row = { project, sha256: digest, mediaType, bytes: sealed, keyOwner };
        await rows.createQueryBuilder().insert().values(row).orIgnore().execute();
        return { sha256: digest, mediaType, bytes: bytes.byteLength };
      },
      async get(digest) {
        const row = await rows.findOneBy({ project, sha256: digest });
        if (!row) {
          const [erased] = await keys.erased(`artifact ${digest} `);
          if (erased) throw new DataErasedError(`artifact ${digest}`, erased);
          return null;
        }
        const { keyOwner } = row;
        const bytes = new Uint8Array(
          keyOwner === null ? row.bytes : unseal(row.bytes, await keys.keyOf(keyOwner), keyOwner),
        );
        if (sha256(bytes) === digest) return bytes;
        throw new StoreConflictError(
          `Artifact ${digest.slice(0, 12)}`,
          'its bytes do not match its digest; restore it',
        );
      },
    },
    scratch: {
      async save(audit, unit, name, bytes) {
        const key = await keys.keyOf(auditOwner(audit));
        await inner.scratch.save(audit, unit, name, seal(bytes, key, scratchContext(audit, unit, name)));
      },
      async load(audit, unit, name) {
        const sealed = await inner.scratch.load(audit, unit, name);
        if (!sealed) return null;
        return new Uint8Array(unseal(sealed, await keys.keyOf(auditOwner(audit)), scratchContext(audit, unit, name)));
      },
      drop: (audit, unit) => inner.scratch.drop(audit, unit),
    },
  };
}

const scratchContext = (audit: string, unit: string, name: string) => `scratch ${audit} ${unit} ${name}`;
