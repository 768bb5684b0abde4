/** Who is struck when and how: kinds of processes are struck independently, so that outages overlap. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Rng } from '@palimpsest/tensor';
import type { Cluster } from '../support/cluster.js';

export type Kind = 'database' | 'queue' | 'api' | 'worker';

export interface StrikeOptions {
  readonly seed: number;
  /** SIGKILLs of each kind. */
  readonly kills: number;
  /** Mean time from one start to the next kill of the same kind; more where a process takes long to start. */
  readonly gapSeconds: number;
  /** At most this long a killed process is left dead. */
  readonly downSeconds: number;
  /** A worker that is stopped is continued after this: longer than its lease. */
  readonly stoppedSeconds: number;
  readonly onStrike: (kind: Kind, what: 'kill' | 'stop') => void;
}

interface Victim {
  kill(): Promise<void>;
  start(): Promise<unknown>;
}

export interface Struck {
  readonly kills: Readonly<Record<Kind, number>>;
  /** SIGSTOP beyond the lease, then SIGCONT. */
  readonly stops: number;
}

/** On a machine with other things to do nothing would ever get done between two kills. */
const bootsBetween = 3;

export async function strike(cluster: Cluster, options: StrikeOptions): Promise<Struck> {
  const { database, queue, api, workers } = cluster;
  const kills: Record<Kind, number> = { database: 0, queue: 0, api: 0, worker: 0 };
  let [stops, bootSeconds] = [0, 0];
  const strikeOne = async (kind: Kind, victims: readonly Victim[]): Promise<void> => {
    const rng = new Rng(`strikes ${options.seed} ${kind}`);
    while (kills[kind] < options.kills) {
      const gapSeconds = Math.max(options.gapSeconds, bootsBetween * bootSeconds);
      await sleep((0.1 + rng.uniform() * 1.8) * gapSeconds * 1000);
      const victim = rng.pick(victims);
      await victim.kill();
      kills[kind] += 1;
      options.onStrike(kind, 'kill');
      await sleep(rng.uniform() * options.downSeconds * 1000);
      const begun = performance.now();
      await victim.start();
      if (kind === 'api' || kind === 'worker') bootSeconds = (bootSeconds + (performance.now() - begun) / 1000) / 2;
      const worker = workers.find((candidate) => candidate !== victim);
      if (kind !== 'worker' || !worker || rng.uniform() > 0.3) continue;
      worker.signal('SIGSTOP');
      stops += 1;
      options.onStrike(kind, 'stop');
      await sleep(options.stoppedSeconds * 1000);
      worker.signal('SIGCONT');
    }
  };
  await Promise.all([
    strikeOne('database', [database]),
    ...(queue ? [strikeOne('queue', [queue])] : []),
    strikeOne('api', [api]),
    strikeOne('worker', workers),
  ]);
  return { kills, stops };
}
