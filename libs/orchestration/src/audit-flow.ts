/**
 * How an audit moves: from a plan to steps, from steps to jobs, from the last finding to a verdict. Nothing is
 * remembered here. What is due follows from what is stored, so any process may take the next move, and taking it
 * twice changes nothing.
 */
import { buildReport, dueUnits, prepareAudit, readAudit, type Catalog } from '@palimpsest/audit';
import type { AuditPlan } from '@palimpsest/contracts';
import {
  audits,
  postgresAuditStore,
  steps,
  type AuditKey,
  type AuditRow,
  type Database,
  type StepRow,
} from '@palimpsest/persistence';
import { inSpan, traceparent } from '@palimpsest/platform';
import type { JobQueue } from '@palimpsest/queue';
import { registeredSources, type SealedSources } from './registered-sources.js';
import { jobId, stepJob } from './step-job.js';

export interface FlowPorts extends SealedSources {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly catalog: Catalog;
  /** Version of the engine: part of an audit's identity. */
  readonly engine: string;
  /** How long a step may lie in the queue before somebody looks whether the queue still knows it. */
  readonly queuePatienceSeconds?: number;
}

export interface StartOptions {
  /** 1 is first, 1000 last. */
  readonly priority: number;
  /** When its personal data are to go by themselves. */
  readonly eraseAfter: Date | null;
}

export class AuditFlow {
  constructor(private readonly ports: FlowPorts) {}

  /**
   * The same plan on the same inputs is the same audit: it is not run twice.
   * @throws InvalidInputError, UnknownPluginError, AuditInputError before anything is stored
   */
  async start(project: string, plan: AuditPlan, { priority, eraseAfter }: StartOptions): Promise<AuditRow> {
    const { database, catalog, engine } = this.ports;
    const store = postgresAuditStore(database, project);
    const sources = registeredSources(database, project, this.ports);
    const record = await prepareAudit(plan, { ...sources, store, catalog, engine });
    await audits(database, project).create(record, priority, eraseAfter);
    await this.advance({ project, audit: record.id });
    return found(await audits(database, project).find(record.id));
  }

  /** From paused, cancelled or failed back to work. @returns null when there is no such audit */
  async resume({ project, audit }: AuditKey): Promise<{ readonly audit: AuditRow; readonly moved: boolean } | null> {
    const list = audits(this.ports.database, project);
    const outcome = await list.move(audit, ['paused', 'cancelled', 'failed'], 'queued');
    if (!outcome?.moved) return outcome;
    await this.advance({ project, audit });
    return { audit: found(await list.find(audit)), moved: true };
  }

  /** Whatever is due becomes steps and jobs; when nothing is, the verdict is given. */
  advance({ project, audit }: AuditKey): Promise<void> {
    const at = { project, audit }; // callers may hand in more than that, and spans must not tell it
    return inSpan('advance audit', { kind: 'internal', attributes: at }, () => this.#advance(at));
  }

  async #advance(at: AuditKey): Promise<void> {
    const { database, catalog } = this.ports;
    const list = audits(database, at.project);
    const row = await list.find(at.audit);
    if (row?.state !== 'queued' && row?.state !== 'running') return;
    const store = postgresAuditStore(database, at.project);
    const record = await store.records.read(at.audit);
    if (!record) return;
    const { phase, due, planned } = await dueUnits(record, { store, catalog });
    if (phase === 'complete') {
      return inSpan('build report', { kind: 'internal', attributes: at }, async () => {
        const { findings } = await readAudit(at.audit, { store, catalog });
        const report = buildReport({ record, findings, catalog });
        await list.complete(at.audit, report.summary.verdict, { engine: this.ports.engine, content: report });
      });
    }
    const board = steps(database, at);
    await board.add(
      due.map((unit) => ({ unit, capability: 'cpu' as const })),
      planned,
    );
    await this.#enqueue(at, await board.open(), row.priority);
  }

  /** Puts steps into the queue that are not there: after a move, and where a queue has forgotten them. */
  async #enqueue(at: AuditKey, open: readonly StepRow[], priority: number): Promise<void> {
    const { queue, database, queuePatienceSeconds = 60 } = this.ports;
    for (const { unit } of open) {
      const known = await queue.find(jobId(at, unit));
      if (known?.state === 'dead') await queue.remove(known.id);
    }
    await this.#send(at, open, priority);
    await steps(database, at).queued(
      open.map(({ unit }) => unit),
      queuePatienceSeconds,
    );
  }

  /** The trace goes on where the steps are run. */
  async #send(at: AuditKey, open: readonly StepRow[], priority: number): Promise<void> {
    if (open.length === 0) return;
    const messaging = { messagingSystem: 'palimpsest', operation: 'send', destination: 'steps', messages: open.length };
    await inSpan('send steps', { kind: 'producer', attributes: { ...messaging, ...at } }, () => {
      const trace = traceparent();
      return this.ports.queue.add(open.map((step) => stepJob(at, step, { priority, traceparent: trace })));
    });
  }
}

function found<T>(value: T | null): T {
  if (value === null) throw new Error('an audit that was just stored is not there');
  return value;
}
