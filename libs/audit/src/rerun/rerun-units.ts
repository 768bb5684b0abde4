/**
 * Does a sample of an audit's units again and compares. Reads record and findings, wherever they come from, and the
 * registered checkpoints; writes nothing anywhere.
 */
import { rerunTolerance, type Finding, type Rerun, type RerunUnit } from '@palimpsest/contracts';
import { AuditCancelledError, AuditInputError } from '../engine/errors.js';
import { progressOf } from '../engine/progress.js';
import { isOpen, standingOf, type UnitStanding } from '../engine/standing.js';
import type { StoredAudit } from '../engine/stored-audit.js';
import { UnitRunner } from '../engine/unit-runner.js';
import type { AuditPorts } from '../ports/ports.js';
import { memoryAuditStore } from '../store/memory-store.js';
import { compareFindings } from './compare-findings.js';
import { sampleUnits } from './sample-units.js';

/** Models and data sets are those that the record names; each is refused unless its digest is the recorded one. */
export type RerunPorts = Omit<AuditPorts, 'store' | 'pool' | 'clock'> & {
  /** In words, for the record: findings may depend on it (ADR 8). */
  readonly machine: string;
};

export interface RerunOptions {
  /** Text of whoever checks, that whoever made the audit could not know beforehand. */
  readonly challenge: string;
  /** How many of so many units are done again. */
  readonly size: (units: number) => number;
}

/** @throws AuditCancelledError when `ports.signal` is aborted */
export async function rerunUnits(
  { record, findings }: Pick<StoredAudit, 'record' | 'findings'>,
  { challenge, size }: RerunOptions,
  ports: RerunPorts,
): Promise<Rerun> {
  const get = (_: string, unit: string): Promise<readonly Finding[] | null> => {
    const rows = findings.filter((row) => row.unit === unit);
    return Promise.resolve(rows.length > 0 ? rows : null);
  };
  const standing = await standingOf(record, { store: { findings: { get } }, catalog: ports.catalog });
  const done = standing.units.filter((one) => !isOpen(one));
  const sample = sampleUnits(
    done.map(({ unit }) => unit),
    challenge,
    size(done.length),
  );
  const results = await new SampleRun(record, ports).all(done.filter(({ unit }) => sample.includes(unit)));
  return {
    schema: 'palimpsest.rerun/1',
    ...{ audit: record.id, plan: record.planDigest, challenge, sample: { units: sample.length, of: done.length } },
    ...{ tolerance: rerunTolerance, engine: ports.engine, machine: ports.machine },
    units: sample.flatMap(({ key }) => results.get(key) ?? []),
  };
}

class SampleRun {
  readonly #signal: AbortSignal;

  constructor(
    private readonly record: StoredAudit['record'],
    private readonly ports: RerunPorts,
  ) {
    this.#signal = ports.signal ?? new AbortController().signal;
  }

  /** @param sample in the order of the plan, which keeps units of a checkpoint together */
  async all(sample: readonly UnitStanding[]): Promise<ReadonlyMap<string, RerunUnit>> {
    const runner = new UnitRunner({ ...this.ports, store: memoryAuditStore() });
    const progress = progressOf(this.record.id, this.ports.progress);
    progress.expect(sample.map(({ unit }) => unit));
    const results = new Map<string, RerunUnit>();
    try {
      for (const one of sample) {
        results.set(one.unit.key, await this.#one(one, runner, (event) => progress.forward(event)));
        progress.finish(one.unit.key, 'done');
      }
      progress.end('complete');
    } catch (error) {
      progress.end(this.#signal.aborted ? 'cancelled' : 'failed');
      throw this.#signal.aborted ? new AuditCancelledError(this.record.id) : error;
    } finally {
      await runner.close();
    }
    return results;
  }

  async #one(
    { unit, findings }: UnitStanding,
    runner: UnitRunner,
    progress: Parameters<UnitRunner['run']>[1]['progress'],
  ): Promise<RerunUnit> {
    const stored = findings ?? [];
    const told = { unit: unit.key, title: unit.title, findings: stored.length };
    const not = (reason: string): RerunUnit => ({ ...told, result: 'not-repeated', reason, differences: [] });
    this.#signal.throwIfAborted();
    const { engine } = this.record;
    if (engine !== this.ports.engine) return not(`it was made by engine ${engine}, this is ${this.ports.engine}`);
    try {
      const repeated = await runner.run({ record: this.record, unit }, { signal: this.#signal, progress });
      return { ...told, reason: null, ...compareFindings(stored, repeated) };
    } catch (error) {
      if (this.#signal.aborted || !(error instanceof AuditInputError)) throw error;
      return not(error.message);
    }
  }
}
