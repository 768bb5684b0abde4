/** One audit per batch of the pool, run or gone on with. */
import { Ledger, runAudit } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import type { PresetName } from '@palimpsest/contracts';
import { batches, examPlan, type AuditedBatch } from '@palimpsest/exam';
import { withAuditPorts } from '../audits/audit-ports.js';
import type { ExamOptions } from '../commands/exam.js';
import type { Invocation } from '../commands/invocation.js';
import type { ExamPool } from './exam-pool.js';

/** @param judged names of those that are targets; a batch without any is left out */
export async function auditBatches(
  invocation: Invocation<ExamOptions>,
  preset: PresetName,
  { dataset, members }: ExamPool,
  judged: ReadonlySet<string>,
): Promise<readonly AuditedBatch[]> {
  const audited: AuditedBatch[] = [];
  for (const { name: batch, groups } of batches) {
    const targets = members.filter(({ name, group }) => groups.includes(group) && judged.has(name));
    if (targets.length === 0) continue;
    const plan = examPlan({ preset, batch, dataset: dataset.id }, members, new Set(targets.map(({ name }) => name)));
    const label = `${preset}, ${batch}`;
    const { record, findings } = await withAuditPorts(invocation, label, (ports) => runAudit(plan, ports));
    audited.push({ batch, case: { record, catalog, ledger: new Ledger(findings) } });
  }
  return audited;
}
