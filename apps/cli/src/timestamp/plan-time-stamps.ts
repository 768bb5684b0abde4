/** Time stamps of plans, beside the audits that they belong to: made before the first result, and never again. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAudit, type AuditRecord } from '@palimpsest/audit';
import type { TimeStamper } from '@palimpsest/evidence';
import { UsageError } from '../failure.js';
import { writeFileAtomically } from '../state/atomic-file.js';
import { statePaths } from '../state/state-folder.js';
import type { StoredAudits } from '../state/stored-audits.js';

const fileOf = (state: string, audit: string): string => join(statePaths(state).timeStamps, `${audit}.tsr`);

/** Null when the plan was not stamped. */
export async function planTimeStamp(state: string, audit: string): Promise<Uint8Array | null> {
  const bytes = await readFile(fileOf(state, audit)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return bytes && new Uint8Array(bytes);
}

/**
 * Stamps the plan of an audit that was prepared. A stamp that is there already stays: it is the older one.
 * @throws UsageError when there are results: a stamp would say nothing of what was fixed before them
 */
export async function stampPlan(
  { id, planDigest }: AuditRecord,
  state: string,
  audits: StoredAudits,
  stamp: TimeStamper,
): Promise<void> {
  if (await planTimeStamp(state, id)) return;
  const { units } = await readAudit(id, audits);
  if (units.finished > 0)
    throw new UsageError(
      `${id} has results already, and a stamp would come too late for its plan; leave --timestamp away`,
    );
  await writeFileAtomically(fileOf(state, id), await stamp(planDigest));
}
