/**
 * The first half of an audit: its inputs are checked, the plan is hashed and stored, and the data finding says
 * who is to be forgotten. From there on what is stored says what is due.
 */
import type { AuditPlan } from '@palimpsest/contracts';
import type { Dataset } from '@palimpsest/datasets';
import type { AuditPorts } from '../ports/ports.js';
import type { AuditRecord } from '../ports/work.js';
import { dataFinding } from './data-finding.js';
import { digestOf, pseudonymOf } from './digest.js';
import { AuditInputError } from './errors.js';
import { completePlan } from './plan-units.js';

export type PreparationPorts = Pick<AuditPorts, 'catalog' | 'datasets' | 'store' | 'engine'> & {
  readonly models: Pick<AuditPorts['models'], 'identify'>;
};

/**
 * Idempotent: the same plan on the same inputs gives the same record.
 * @throws InvalidInputError, UnknownPluginError, AuditInputError before anything is stored
 */
export async function prepareAudit(plan: AuditPlan, ports: PreparationPorts): Promise<AuditRecord> {
  const dataset = await ports.datasets.open(plan.dataset.id);
  const forget = forgetSubjects(plan, dataset);
  const record = await recordOf(completePlan(plan, ports.catalog), dataset, ports);
  await ports.store.records.create(record);
  const data = dataFinding(record, dataset, forget);
  await ports.store.findings.put(record.id, data.unit, [data]);
  return record;
}

/** What a complete plan and its inputs, as they are now, amount to. */
export async function recordOf(
  plan: AuditPlan,
  dataset: Dataset,
  ports: Pick<PreparationPorts, 'models' | 'engine'>,
): Promise<AuditRecord> {
  const checkpoints = [];
  for (const { name, roles } of plan.checkpoints) {
    const { digest, family } = await ports.models.identify(name);
    checkpoints.push({ name, digest, family, roles });
  }
  const planDigest = digestOf(plan);
  const identity = { dataset: { id: dataset.id, digest: dataset.digest }, checkpoints, engine: ports.engine };
  const id = `${plan.name}-${digestOf({ planDigest, ...identity }).slice(0, 12)}`;
  return { schema: 'palimpsest.audit/1', id, plan, planDigest, ...identity };
}

/** Pseudonyms of the forget split. @throws AuditInputError when a side has nobody or somebody is on both */
function forgetSubjects(plan: AuditPlan, dataset: Dataset): readonly string[] {
  const inSplit = (split: string) =>
    new Set(dataset.items.filter((item) => item.split === split).map((item) => item.subjectId));
  const forget = inSplit(plan.dataset.forget);
  const retain = inSplit(plan.dataset.retain);
  for (const [side, subjects] of Object.entries({ forget, retain })) {
    if (subjects.size > 0) continue;
    throw new AuditInputError(
      `Data set ${dataset.id}`,
      `nobody is in the split "${plan.dataset[side as 'forget' | 'retain']}", which the plan takes for ${side}`,
      `Its splits: ${[...new Set(dataset.items.map((item) => item.split))].sort().join(', ')}.`,
    );
  }
  const both = [...forget]
    .filter((subject) => retain.has(subject))
    .map((subject) => pseudonymOf(dataset.digest, subject));
  if (both.length > 0) {
    throw new AuditInputError(
      `Data set ${dataset.id}`,
      `${both.length} subject(s) are in both ${plan.dataset.forget} and ${plan.dataset.retain}: ${both.slice(0, 5).join(', ')}`,
      'A subject must be on one side; fix the split.',
    );
  }
  return [...forget].map((subject) => pseudonymOf(dataset.digest, subject)).sort();
}
