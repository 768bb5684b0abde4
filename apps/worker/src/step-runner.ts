/** One job of the queue: claim the step, run its unit in a child process, write what came out under the fence. */
import type { AuditRecord, UnitProgress } from '@palimpsest/audit';
import {
  FencedOutError,
  isLostConnection,
  onceItIsBack,
  postgresAuditStore,
  type Claim,
  type Claims,
  type Database,
} from '@palimpsest/persistence';
import { FinalJobError, type ActiveJob } from '@palimpsest/queue';
import type { AuditFlow } from '@palimpsest/orchestration';
import type { Children } from './children.js';
import { stepPayload } from './step-payload.js';
import { Throttle } from './throttle.js';

export interface StepRunnerOptions {
  readonly database: Database;
  readonly claims: Claims;
  readonly flow: Pick<AuditFlow, 'advance'>;
  readonly children: Pick<Children, 'with'>;
  /** Unique among all workers. */
  readonly worker: string;
  readonly leaseSeconds: number;
  /** Version of the engine that this worker runs. */
  readonly engine: string;
}

/** Findings name the engine that made them: another one must not go on under its name. */
class OtherEngineError extends Error {
  override readonly name = 'OtherEngineError';
  constructor(wanted: string, own: string) {
    super(`the audit was started with engine ${wanted} and this worker has ${own}: run the plan again`);
  }
}

/** `left`: somebody else has it or has done it; `given back`: its audit was stopped. */
export type StepOutcome = 'done' | 'left' | 'given back';

export class StepRunner {
  constructor(private readonly options: StepRunnerOptions) {}

  /**
   * A step that somebody else has is not waited for: whoever has it goes on, or their lease runs out and it is found.
   * @throws when the step is to be tried again; FinalJobError when that is of no use
   */
  async run(job: ActiveJob): Promise<StepOutcome> {
    const { claims, flow, worker, leaseSeconds } = this.options;
    const { project, audit, unit } = stepPayload.parse(job.payload);
    const key = { project, audit, unit };
    const claim = await claims.claim(key, worker, leaseSeconds);
    if (claim === 'done') await flow.advance(key);
    if (typeof claim === 'string') return 'left';
    try {
      if (!(await this.#work(claim, job))) return 'given back';
      await flow.advance(key);
      return 'done';
    } catch (error) {
      if (!(error instanceof FencedOutError)) throw error;
      await flow.advance(key); // somebody else has the step; or it was us, and the answer was lost with the connection
      return 'left';
    }
  }

  /** @returns whether the step is done */
  async #work(claim: Claim, job: ActiveJob): Promise<boolean> {
    const { claims, children, leaseSeconds, engine } = this.options;
    const stop = new AbortController();
    const renewal = setInterval(
      () => {
        claims.renew(claim, leaseSeconds).then(
          (standing) => {
            if (standing !== 'held') stop.abort();
          },
          () => {}, // a database that is away for a moment; the lease is longer than that
        );
      },
      (leaseSeconds * 1000) / 3,
    );
    const signal = AbortSignal.any([stop.signal, job.signal]);
    try {
      const record = await this.#recordOf(claim);
      if (record.engine !== engine) throw new OtherEngineError(record.engine, engine);
      const told = new Throttle(1_000, (event: UnitProgress) => claims.progress(claim, event).catch(() => {}));
      const done = await children.with(claim.project, claim.work.checkpoint.name, (process) =>
        process.run({ record, unit: claim.work }, (event) => told.tell(event), signal),
      );
      if (done) {
        // Hours of work are not thrown away because the database is away for a moment; the fence says if it was too long.
        await onceItIsBack(() => claims.finish(claim, done.findings, done.seconds), { seconds: leaseSeconds });
        return true;
      }
      await claims.giveBack(claim, null);
      if (job.signal.aborted) throw new Error('the worker stops; another one goes on');
      return false;
    } catch (error) {
      await this.#afterFailure(claim, job, error);
      throw error;
    } finally {
      clearInterval(renewal);
    }
  }

  async #afterFailure(claim: Claim, job: ActiveJob, error: unknown): Promise<void> {
    const { claims } = this.options;
    if (error instanceof FencedOutError || job.signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    const isFinal = !isLostConnection(error) && (job.attempt >= job.attempts || hopeless.has((error as Error).name));
    if (!isFinal) {
      await claims.giveBack(claim, reason);
      return;
    }
    await claims.fail(claim, reason);
    throw new FinalJobError(reason, { cause: error });
  }

  async #recordOf({ project, audit }: Claim): Promise<AuditRecord> {
    const record = await postgresAuditStore(this.options.database, project).records.read(audit);
    if (!record) throw new FinalJobError(`audit ${audit} has no record`);
    return record;
  }
}

/** Errors of the input: another try would end the same way. */
const hopeless = new Set([
  'OtherEngineError',
  'AuditInputError',
  'InvalidInputError',
  'UnknownPluginError',
  'StoreConflictError',
]);
