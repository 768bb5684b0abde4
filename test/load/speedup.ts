/** A batch of independent steps with one worker and with two, in turn, so that what else the machine does meets both. */
import { cpus } from 'node:os';
import type { PlanInput } from '@palimpsest/contracts';
import type { ApiClient } from '../support/api-client.js';
import type { StartedProcess } from '../support/started-process.js';
import { startAudit, waitForEnd } from '../chaos/campaign.js';
import { dataset, targets } from '../chaos/plans.js';

export interface Speedup {
  readonly rounds: readonly {
    readonly oneSeconds: number;
    readonly twoSeconds: number;
    readonly ratio: number;
    /** Cores that the whole machine had busy meanwhile: database, API and whatever else included. */
    readonly oneCores: number;
    readonly twoCores: number;
  }[];
  readonly medianRatio: number;
  /** What two could be at most: all cores, over those that are busy with one. */
  readonly coresAllow: number;
}

/** @param workers two, stopped */
export async function speedup(client: ApiClient, workers: readonly StartedProcess[], rounds: number): Promise<Speedup> {
  const measured: Speedup['rounds'][number][] = [];
  for (let round = 0; round < rounds; round++) {
    const one = await batch(client, workers.slice(0, 1), `one-${round}`);
    const two = await batch(client, workers, `two-${round}`);
    measured.push({
      ...{ oneSeconds: one.seconds, twoSeconds: two.seconds, ratio: one.seconds / two.seconds },
      ...{ oneCores: one.cores, twoCores: two.cores },
    });
  }
  const coresAllow = cpus().length / median(measured.map(({ oneCores }) => oneCores));
  return { rounds: measured, medianRatio: median(measured.map(({ ratio }) => ratio)), coresAllow };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? NaN;
}

/** Boots and first looks at models are not part of it: workers come back warm from the audits before. */
async function batch(client: ApiClient, workers: readonly StartedProcess[], name: string) {
  await Promise.all(workers.map((worker) => worker.start()));
  await finish(client, plansOf(`${name}-warm`, 2 * workers.length));
  const [begun, busyBefore] = [performance.now(), busySeconds()];
  await finish(client, plansOf(name, steps));
  const seconds = (performance.now() - begun) / 1000;
  const cores = (busySeconds() - busyBefore) / seconds;
  await Promise.all(workers.map((worker) => worker.stop()));
  return { seconds, cores };
}

/** Of all cores together, since the machine started. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0);
}

async function finish(client: ApiClient, plans: readonly PlanInput[]): Promise<void> {
  const paths = await Promise.all(plans.map((plan) => startAudit(client, plan)));
  await Promise.all(paths.map((path) => waitForEnd(client, path, AbortSignal.timeout(600_000))));
}

const steps = 8;

/** One step each that takes its time, as steps of real audits do: some ten seconds. */
const plansOf = (name: string, count: number): readonly PlanInput[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ name: `${name}-${index}`, preset: 'screening', dataset, seeds: [index] },
    checkpoints: [{ name: targets[0], role: 'target' }],
    scoring: { views: 3, trainViews: 1, retainSubjects: 40, maxNewTokens: 4 },
    policy: { resamples: 500 },
    probes: ['direct'],
  }));
