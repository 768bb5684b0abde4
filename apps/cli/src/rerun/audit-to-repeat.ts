/** What is to be repeated: an audit of the state folder by its name, or the one that evidence is about, a folder or an archive. */
import { stat } from 'node:fs/promises';
import { readAudit, type StoredAudit } from '@palimpsest/audit';
import { readFindings, readPlan, readReport, verifyBundle } from '@palimpsest/evidence';
import { isArchiveName } from '../evidence/bundle-archive.js';
import { readBundle } from '../evidence/bundle-folder.js';
import { UsageError } from '../failure.js';
import { storedAudits } from '../state/stored-audits.js';

type Repeatable = Pick<StoredAudit, 'record' | 'findings'>;

/** @throws AuditInputError when there is no such audit; UsageError when the evidence was changed */
export async function auditToRepeat(named: string, state: string): Promise<Repeatable> {
  const isEvidence = await stat(named).then(
    (found) => found.isDirectory() || isArchiveName(named),
    () => false,
  );
  return isEvidence ? inEvidence(named) : readAudit(named, storedAudits(state));
}

async function inEvidence(folder: string): Promise<Repeatable> {
  const files = await readBundle(folder);
  const { intact } = await verifyBundle({ files, trusted: [] });
  if (!intact)
    throw new UsageError(`${folder} is not what was exported; palimpsest verify ${folder} says what was changed`);
  const { identity } = readReport(files);
  return {
    findings: readFindings(files),
    record: {
      ...{ schema: 'palimpsest.audit/1', id: identity.audit, plan: readPlan(files), planDigest: identity.plan },
      ...{ dataset: identity.dataset, engine: identity.engine },
      checkpoints: identity.checkpoints.map(({ name, digest, family, roles }) => ({ name, digest, family, roles })),
    },
  };
}
