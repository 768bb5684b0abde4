/**
 * Erasing an audit's personal data: the keys of its pictures, noises and unfinished state go, and with them whatever
 * they sealed, in backups too. Findings, verdict, digests and the log stay and stay verifiable.
 */
import { type EncryptionKey, type LogEvent } from '@palimpsest/platform';
import type { DataSource } from 'typeorm';
import { auditLog } from '../audit-log/audit-log.js';
import { auditOwner } from '../audit-store/sealed-audit-store.js';
import { dataKeys } from '../data-keys/data-keys.js';
import { auditTable, type AuditRow } from '../database/audit-tables.js';
import { artifactTable, scratchTable } from '../database/tables.js';
import { inAudit, type AuditKey } from './in-audit.js';

/** An audit that runs writes what was just erased. */
export class AuditRunsError extends Error {
  override readonly name = 'AuditRunsError';
  constructor(audit: string, state: string) {
    super(`Audit ${audit} is ${state}: cancel it, or wait until it is complete, then erase`);
  }
}

/**
 * Idempotent: the first time counts. A picture that another audit of the project shows, too, goes with the last of
 * them.
 * @returns null when there is no such audit @throws AuditRunsError
 */
export async function eraseAudit(
  database: DataSource,
  { project, audit }: AuditKey,
  master: EncryptionKey,
  event: Pick<LogEvent, 'at' | 'actor'>,
): Promise<AuditRow | null> {
  const keys = dataKeys(database, project, master);
  const at = new Date(event.at);
  return inAudit(database, { project, audit }, async (manager, row) => {
    if (row.state === 'queued' || row.state === 'running') throw new AuditRunsError(audit, row.state);
    if (row.erasedAt) return row;
    await manager.update(auditTable, { project, id: audit }, { erasedAt: at });
    const digests = await manager.query<{ sha256: string }[]>(onlyHere, [project, audit]);
    for (const { sha256 } of digests) {
      const artifact = await manager.findOneBy(artifactTable, { project, sha256 });
      if (artifact?.keyOwner) await keys.erase(artifact.keyOwner, at, manager);
      await manager.delete(artifactTable, { project, sha256 });
    }
    await keys.erase(auditOwner(audit), at, manager);
    await manager.delete(scratchTable, { project, audit });
    const detail = { artifacts: digests.length };
    await auditLog(database, project).append({ ...event, action: 'audits.erase', target: audit, detail }, manager);
    return manager.findOneByOrFail(auditTable, { project, id: audit });
  });
}

/** Artifacts of this audit that no other one shows, but for those that are erased. */
const onlyHere = `
  with shown as (
    select finding.audit, entry->'artifact'->>'sha256' as sha256
    from finding cross join lateral json_array_elements(finding.content->'artifacts') as entry
    where finding.project = $1 and finding.kind = 'attack'
  )
  select distinct sha256 from shown where audit = $2
  except
  select sha256 from shown join audit on audit.project = $1 and audit.id = shown.audit
  where shown.audit <> $2 and audit.erased_at is null`;

/** Audits whose date has come and that do not run. At most 100. */
export function dueForErasure(database: DataSource): Promise<readonly AuditKey[]> {
  return database.query<AuditKey[]>(
    `select project, id as audit from audit
     where erase_after < now() and erased_at is null and state not in ('queued', 'running') limit 100`,
  );
}
