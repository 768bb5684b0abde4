/**
 * A stored audit as it stands: its record and the findings there are, in the order of the plan. Reads the
 * store and nothing else, so an audit can be shown long after its checkpoints and its data set have gone.
 */
import type { Finding } from '@palimpsest/contracts';
import type { UnitPorts } from '../ports/ports.js';
import type { AuditRecord } from '../ports/work.js';
import { dataUnit } from './data-finding.js';
import { AuditInputError } from './errors.js';
import { knowledgeUnit, probeUnits } from './plan-units.js';

export interface StoredAudit {
  readonly record: AuditRecord;
  /** Equal to what running the audit returns, as far as it got. */
  readonly findings: readonly Finding[];
  readonly units: { readonly finished: number; readonly planned: number };
}

/** @throws AuditInputError when there is no audit of that name */
export async function readAudit(
  id: string,
  { store, catalog }: Pick<UnitPorts, 'store' | 'catalog'>,
): Promise<StoredAudit> {
  const record = await store.records.read(id);
  if (!record) throw new AuditInputError('Audit', `there is no audit ${id}`, 'List the audits to see their names.');
  const read = async (key: string) => (await store.findings.get(id, key)) ?? [];
  const data = await read(dataUnit(record));
  const forget = data.flatMap((row) => (row.kind === 'data' ? row.forget : []));
  const first = knowledgeUnit(record, forget);
  const knowledge = first ? await read(first.key) : [];
  const eligible = knowledge.find((row) => row.kind === 'knowledge')?.known ?? forget;
  const units = eligible.length >= 2 * record.plan.folds ? probeUnits(record, catalog, eligible) : [];
  const findings: Finding[] = [...data, ...knowledge];
  let finished = knowledge.length > 0 ? 1 : 0;
  for (const { key } of units) {
    const rows = await store.findings.get(id, key);
    if (rows) finished += 1;
    findings.push(...(rows ?? []));
  }
  return { record, findings, units: { finished, planned: units.length + (first ? 1 : 0) } };
}
