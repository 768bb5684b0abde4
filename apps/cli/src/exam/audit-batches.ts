/** One audit per batch of the pool, run or gone on with, or taken as it is. */
import { findPlugin, Ledger, prepareAudit, readAudit, runAudit, type AuditOutcome } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import type { AuditPlan, PresetName } from '@palimpsest/contracts';
import { batches, examPlan, type AuditedBatch } from '@palimpsest/exam';
import { withAuditPorts } from '../audits/audit-ports.js';
import type { ExamOptions } from '../commands/exam.js';
import type { Invocation } from '../commands/invocation.js';
import { unitPorts } from '../state/sources.js';
import { engineVersion } from '../version.js';
import type { ExamPool } from './exam-pool.js';

/** @param judged names of those that are targets; a batch without any is left out */
export async function auditBatches(
  invocation: Invocation<ExamOptions>,
  preset: PresetName,
  { dataset, members }: ExamPool,
  judged: ReadonlySet<string>,
): Promise<readonly AuditedBatch[]> {
  const { options, progress } = invocation;
  const audited: AuditedBatch[] = [];
  for (const { name: batch, groups } of batches) {
    const targets = members.filter(({ name, group }) => groups.includes(group) && judged.has(name));
    if (targets.length === 0) continue;
    const names = new Set(targets.map(({ name }) => name));
    const plan = examPlan({ preset, batch, dataset: dataset.id, purposeOf }, members, names);
    const label = `${preset}, ${batch}`;
    const outcome = options.finished
      ? await finishedAudit(plan, options.state)
      : await withAuditPorts(invocation, label, (ports) => runAudit(plan, ports));
    if (!outcome) progress.note(`${label}: not finished, so nobody of this batch is judged.`);
    else audited.push({ batch, case: { record: outcome.record, catalog, ledger: new Ledger(outcome.findings) } });
  }
  return audited;
}

const purposeOf = (probe: string) => findPlugin('probe', catalog.probes, probe).purpose;

/** Null when some of its units were not run yet. */
async function finishedAudit(plan: AuditPlan, state: string): Promise<AuditOutcome | null> {
  const ports = unitPorts(state);
  const { id } = await prepareAudit(plan, { ...ports, engine: engineVersion });
  const { record, findings, units } = await readAudit(id, ports);
  return units.finished === units.planned ? { record, findings } : null;
}
