/**
 * The runner: hash the plan, store it, do the units, give back the findings. Whatever happens in between,
 * running it again with the same plan ends with the same findings, byte for byte.
 */
import type { AuditPlan, Finding } from '@palimpsest/contracts';
import type { AuditPorts } from '../ports/ports.js';
import type { AuditRecord, PoolEvents, UnitJob, WorkPool, WorkUnit } from '../ports/work.js';
import { AuditCancelledError, AuditInputError } from './errors.js';
import { prepareAudit, recordOf } from './prepare-audit.js';
import { progressOf, type AuditProgress } from './progress.js';
import { sequentialPool } from './sequential-pool.js';
import { dueIn, findingsIn, isOpen, standingOf, type Standing } from './standing.js';

export interface AuditOutcome {
  readonly record: AuditRecord;
  /** In the order of the plan, whatever the order of the work. */
  readonly findings: readonly Finding[];
}

/**
 * Which of the due units to run next, told how far the audit is. None ends the run, and the audit stays as it is:
 * units that were not run are missing to its verdicts, and running it again without a choice goes on with them.
 */
export type UnitChoice = (audit: AuditOutcome, due: readonly WorkUnit[]) => readonly WorkUnit[];

const everything: UnitChoice = (_, due) => due;

/**
 * Runs or resumes an audit.
 * @param choose everything that is due unless given
 * @throws InvalidInputError, UnknownPluginError, AuditInputError before anything is measured
 * @throws UnitFailedError when a unit fails; AuditCancelledError when `ports.signal` is aborted
 */
export async function runAudit(
  plan: AuditPlan,
  ports: AuditPorts,
  choose: UnitChoice = everything,
): Promise<AuditOutcome> {
  const record = await prepareAudit(plan, ports);
  await ports.prepared?.(record);
  return new AuditRun(record, ports, choose).all();
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

class AuditRun {
  readonly #pool: WorkPool;
  readonly #signal: AbortSignal;
  readonly #progress: AuditProgress;

  constructor(
    private readonly record: AuditRecord,
    private readonly ports: AuditPorts,
    private readonly choose: UnitChoice,
  ) {
    this.#pool = ports.pool ?? sequentialPool(ports, ports.clock);
    this.#signal = ports.signal ?? new AbortController().signal;
    this.#progress = progressOf(record.id, ports.progress);
  }

  async all(): Promise<AuditOutcome> {
    try {
      const findings = await this.#phases();
      this.#progress.end('complete');
      return { record: this.record, findings };
    } catch (error) {
      this.#progress.end(this.#signal.aborted ? 'cancelled' : 'failed');
      if (this.#signal.aborted) throw new AuditCancelledError(this.record.id);
      throw error;
    }
  }

  async #phases(): Promise<readonly Finding[]> {
    let standing = await this.#look();
    while (standing.phase !== 'complete') {
      const chosen = this.choose({ record: this.record, findings: findingsIn(standing) }, dueIn(standing));
      if (chosen.length === 0) break;
      await this.#do(chosen);
      standing = await this.#look();
      const undone = dueIn(standing).filter(({ key }) => chosen.some((unit) => unit.key === key));
      if (undone.length > 0)
        throw new Error(`The pool ended without an error and left ${undone.length} unit(s) undone: mend the pool`);
    }
    return findingsIn(standing);
  }

  /** Units that are already stored are not run again. */
  async #look(): Promise<Standing> {
    const standing = await standingOf(this.record, this.ports);
    this.#progress.expect(standing.units.map(({ unit }) => unit));
    for (const one of standing.units) if (!isOpen(one)) this.#progress.finish(one.unit.key, 'reused');
    return standing;
  }

  async #do(units: readonly WorkUnit[]): Promise<void> {
    const { record, ports } = this;
    const { store } = ports;
    const titles = new Map(units.map(({ key, title }) => [key, title]));
    const jobs: readonly UnitJob[] = units.map((unit) => ({ record, unit }));
    const events: PoolEvents = {
      progress: (event) => this.#progress.forward(event),
      finished: async ({ unit, findings, seconds }) => {
        await store.findings.put(record.id, unit, findings);
        await store.findings.putTiming(record.id, { unit, title: titles.get(unit) ?? '', seconds });
        await store.scratch.drop(record.id, unit);
        this.#progress.finish(unit, 'done');
      },
    };
    await this.#pool.run(jobs, events, this.#signal);
  }
}
