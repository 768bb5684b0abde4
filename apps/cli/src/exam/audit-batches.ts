/** One audit per batch of the pool, run or gone on with, or taken as it is. */
import { dueUnits, findPlugin, Ledger, prepareAudit, readAudit, runAudit, untilCertain } from '@palimpsest/audit';
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
    const choose = options.curtailed ? untilCertain(catalog) : undefined;
    if (!options.finished) await withAuditPorts(invocation, label, (ports) => runAudit(plan, ports, choose));
    const stored = await storedAudit(plan, options.state);
    if (stored.due.length > 0 && !options.curtailed)
      progress.note(`${label}: not finished, so nobody of this batch is judged.`);
    else audited.push({ batch, ...stored });
  }
  return audited;
}

const purposeOf = (probe: string) => findPlugin('probe', catalog.probes, probe).purpose;

/** As far as it is. */
async function storedAudit(plan: AuditPlan, state: string): Promise<Omit<AuditedBatch, 'batch'>> {
  const ports = unitPorts(state);
  const { id } = await prepareAudit(plan, { ...ports, engine: engineVersion });
  const { record, findings } = await readAudit(id, ports);
  const { due } = await dueUnits(record, ports);
  return { case: { record, catalog, ledger: new Ledger(findings) }, findings, due };
}
