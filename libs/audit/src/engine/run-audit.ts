/**
 * The runner: hash the plan, store it, do the units, give back the findings. Whatever happens in between,
 * running it again with the same plan ends with the same findings, byte for byte.
 */
import type { AuditPlan, Finding } from '@palimpsest/contracts';
import type { Dataset } from '@palimpsest/datasets';
import type { AuditPorts } from '../ports/ports.js';
import type { AuditRecord, UnitJob, WorkPool, WorkUnit } from '../ports/work.js';
import { dataFinding } from './data-finding.js';
import { digestOf, pseudonymOf } from './digest.js';
import { AuditCancelledError, AuditInputError } from './errors.js';
import { completePlan, knowledgeUnit, probeUnits } from './plan-units.js';
import { progressOf, type AuditProgress } from './progress.js';
import { sequentialPool } from './sequential-pool.js';

export interface AuditOutcome {
  readonly record: AuditRecord;
  /** In the order of the plan, whatever the order of the work. */
  readonly findings: readonly Finding[];
}

/**
 * Runs or resumes an audit.
 * @throws InvalidInputError, UnknownPluginError, AuditInputError before anything is measured
 * @throws UnitFailedError when a unit fails; AuditCancelledError when `ports.signal` is aborted
 */
export async function runAudit(plan: AuditPlan, ports: AuditPorts): Promise<AuditOutcome> {
  const dataset = await ports.datasets.open(plan.dataset.id);
  const forget = forgetSubjects(plan, dataset);
  const record = await recordOf(completePlan(plan, ports.catalog), dataset, ports);
  await ports.store.records.create(record);
  return new AuditRun(record, dataset, ports).all(forget);
}

/** Continues a stored audit. @throws AuditInputError when there is none, or when its inputs have changed */
export async function resumeAudit(id: string, ports: AuditPorts): Promise<AuditOutcome> {
  const record = await ports.store.records.read(id);
  if (!record) throw new AuditInputError('Audit', `there is no audit ${id}`, 'List the audits to see their names.');
  const outcome = await recordOf(record.plan, await ports.datasets.open(record.dataset.id), {
    ...ports,
    engine: record.engine,
  });
  if (outcome.id !== id || ports.engine !== record.engine) {
    throw new AuditInputError(
      `Audit ${id}`,
      'a checkpoint, the data set or the engine is no longer what it was when the audit started',
      'Run the plan again: it becomes a new audit.',
    );
  }
  return runAudit(record.plan, ports);
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

async function recordOf(plan: AuditPlan, dataset: Dataset, ports: AuditPorts): Promise<AuditRecord> {
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

class AuditRun {
  readonly #pool: WorkPool;
  readonly #signal: AbortSignal;
  readonly #progress: AuditProgress;

  constructor(
    private readonly record: AuditRecord,
    private readonly dataset: Dataset,
    private readonly ports: AuditPorts,
  ) {
    this.#pool = ports.pool ?? sequentialPool(ports, ports.clock);
    this.#signal = ports.signal ?? new AbortController().signal;
    this.#progress = progressOf(record.id, ports.progress);
  }

  async all(forget: readonly string[]): Promise<AuditOutcome> {
    try {
      const outcome = await this.#phases(forget);
      this.#progress.end('complete');
      return outcome;
    } catch (error) {
      this.#progress.end(this.#signal.aborted ? 'cancelled' : 'failed');
      if (this.#signal.aborted) throw new AuditCancelledError(this.record.id);
      throw error;
    }
  }

  /** First what the original knew, because that decides who may be trained on and scored. */
  async #phases(forget: readonly string[]): Promise<AuditOutcome> {
    const { record, ports } = this;
    const data = dataFinding(record, this.dataset, forget);
    await ports.store.findings.put(record.id, data.unit, [data]);
    const first = knowledgeUnit(record, forget);
    this.#progress.expect([...(first ? [first] : []), ...probeUnits(record, ports.catalog, forget)]);
    const knowledge = first ? await this.#do([first]) : [];
    const eligible = knowledge.find((row) => row.kind === 'knowledge')?.known ?? forget;
    const units = probeUnits(record, ports.catalog, eligible);
    this.#progress.expect([...(first ? [first] : []), ...units]);
    const enough = eligible.length >= 2 * record.plan.folds;
    const results = enough ? await this.#do(units) : [];
    return { record, findings: [data, ...knowledge, ...results] };
  }

  /** Findings of the units, in their order; units that are already stored are not run again. */
  async #do(units: readonly WorkUnit[]): Promise<readonly Finding[]> {
    const { record, ports } = this;
    const { store } = ports;
    const open: WorkUnit[] = [];
    for (const unit of units) {
      if (await store.findings.get(record.id, unit.key)) this.#progress.finish(unit.key, 'reused');
      else open.push(unit);
    }
    const jobs: readonly UnitJob[] = open.map((unit) => ({ record, unit }));
    if (jobs.length > 0)
      await this.#pool.run(
        jobs,
        {
          progress: (event) => this.#progress.forward(event),
          finished: async ({ unit, findings, seconds }) => {
            await store.findings.put(record.id, unit, findings);
            const title = open.find(({ key }) => key === unit)?.title ?? '';
            await store.findings.putTiming(record.id, { unit, title, seconds });
            await store.scratch.drop(record.id, unit);
            this.#progress.finish(unit, 'done');
          },
        },
        this.#signal,
      );
    const stored: Finding[] = [];
    for (const unit of units) stored.push(...((await store.findings.get(record.id, unit.key)) ?? []));
    return stored;
  }
}
