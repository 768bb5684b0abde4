/** A batch of independent steps with one worker and with two, in turn, so that what else the machine does meets both. */
import type { PlanInput } from '@palimpsest/contracts';
import type { ApiClient } from '../support/api-client.js';
import type { StartedProcess } from '../support/started-process.js';
import { startAudit, waitForEnd } from '../chaos/campaign.js';
import { dataset, targets } from '../chaos/plans.js';

export interface Speedup {
  readonly rounds: readonly { readonly oneSeconds: number; readonly twoSeconds: number; readonly ratio: number }[];
  readonly medianRatio: number;
}

/** @param workers two, stopped */
export async function speedup(client: ApiClient, workers: readonly StartedProcess[], rounds: number): Promise<Speedup> {
  const measured: Speedup['rounds'][number][] = [];
  for (let round = 0; round < rounds; round++) {
    const oneSeconds = await batch(client, workers.slice(0, 1), `one-${round}`);
    const twoSeconds = await batch(client, workers, `two-${round}`);
    measured.push({ oneSeconds, twoSeconds, ratio: oneSeconds / twoSeconds });
  }
  const ratios = measured.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
  return { rounds: measured, medianRatio: ratios[Math.floor((ratios.length - 1) / 2)] ?? NaN };
}

/** Boots and first looks at models are not part of it: workers come back warm from the audits before. */
async function batch(client: ApiClient, workers: readonly StartedProcess[], name: string): Promise<number> {
  await Promise.all(workers.map((worker) => worker.start()));
  await finish(client, plansOf(`${name}-warm`, 2 * workers.length));
  const begun = performance.now();
  await finish(client, plansOf(name, 24));
  const seconds = (performance.now() - begun) / 1000;
  await Promise.all(workers.map((worker) => worker.stop()));
  return seconds;
}

async function finish(client: ApiClient, plans: readonly PlanInput[]): Promise<void> {
  const paths = await Promise.all(plans.map((plan) => startAudit(client, plan)));
  await Promise.all(paths.map((path) => waitForEnd(client, path, AbortSignal.timeout(600_000))));
}

/** One step each that takes its time. */
const plansOf = (name: string, count: number): readonly PlanInput[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ name: `${name}-${index}`, preset: 'screening', dataset, seeds: [index] },
    checkpoints: [{ name: targets[0], role: 'target' }],
    scoring: { views: 1, trainViews: 1, retainSubjects: 4, maxNewTokens: 4 },
    policy: { resamples: 500 },
    probes: ['direct'],
  }));
