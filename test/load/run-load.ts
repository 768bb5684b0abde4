/** Fills a database, then asks: pages, exports, streams, a soak, and one worker against two. */
import { connectionFromUrl, openDatabase } from '@palimpsest/persistence';
import type { PlanInput, StepView } from '@palimpsest/contracts';
import { register, startAudit, waitForEnd } from '../chaos/campaign.js';
import { dataset, reference, targets } from '../chaos/plans.js';
import { startCluster, type Cluster } from '../support/cluster.js';
import { fill, type Filled } from './fill.js';
import { latencyOf, type Latency } from './latencies.js';
import { pagesToAsk } from './pages.js';
import { soak, type SoakFigures } from './soak.js';
import { speedup, type Speedup } from './speedup.js';
import { watchTogether, type StreamFigures } from './streams.js';

export interface LoadOptions {
  readonly audits: number;
  readonly findings: number;
  readonly rounds: number;
  readonly clients: number;
  readonly soakMinutes: number;
  readonly speedupRounds: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

export interface LoadReport {
  readonly filled: Omit<Filled, 'samples'>;
  readonly pages: readonly Latency[];
  readonly streams: StreamFigures;
  readonly speedup: Speedup | null;
  readonly soak: SoakFigures | null;
  readonly problems: readonly string[];
}

const most = { p95: 150, megabytesPerMinute: 0.5 };

export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const environment = { PALIMPSEST_WORKER_PROCESSES: '1' };
  const cluster = await startCluster({ profile: 'embedded', workers: 2, environment });
  try {
    return await measured(cluster, options);
  } finally {
    await cluster.stop();
    cluster.remove();
  }
}

async function measured(
  { client, database: server, workers, api }: Cluster,
  options: LoadOptions,
): Promise<LoadReport> {
  const { tell } = options;
  await register(client);
  const path = await startAudit(client, original);
  await waitForEnd(client, path, AbortSignal.timeout(1_200_000));
  await Promise.all(workers.map((worker) => worker.stop()));
  const steps = await client.all<StepView>(`${path}/steps`);
  const database = await openDatabase(connectionOf(server.url));
  const id = path.split('/').at(-1) as string;
  const { samples, ...filled } = await fill(database, id, options);
  tell(`filled: ${JSON.stringify(filled)}`);
  const pid = api.pid ?? 0;
  const pages: Latency[] = [];
  const asked = await pagesToAsk(client, samples, steps.at(-1)?.unit ?? '');
  for (const page of asked) {
    const rounds = Math.ceil(options.rounds / page.paths.length);
    await latencyOf(client, { ...page, paths: page.paths.slice(0, 3) }, { rounds: 1, pid });
    pages.push(await latencyOf(client, page, { rounds, pid }));
    tell(rowOf(pages.at(-1) as Latency));
  }
  const streams = await watchTogether(client, database, options.clients);
  tell(JSON.stringify(streams));
  const faster = options.speedupRounds > 0 ? await speedup(client, workers, options.speedupRounds) : null;
  tell(JSON.stringify(faster));
  const paths = asked.flatMap((page) => page.paths.slice(0, 5));
  const soaking = { minutes: options.soakMinutes, requestsPerSecond: 10, paths, api, seed: options.seed };
  const soaked = options.soakMinutes > 0 ? await soak(client, { ...soaking, tell }) : null;
  await database.destroy();
  const report = { filled, pages, streams, speedup: faster, soak: soaked };
  return { ...report, problems: problemsOf(report) };
}

/** All of the zoo, asked directly and behind noise: about a hundred findings. */
const original: PlanInput = {
  ...{ name: 'original', preset: 'screening', dataset, seeds: [1] },
  checkpoints: [...targets.map((name) => ({ name, role: 'target' as const })), { name: reference, role: 'reference' }],
  scoring: { views: 1, trainViews: 1, retainSubjects: 12, maxNewTokens: 4 },
  policy: { resamples: 500 },
  probes: ['direct', { id: 'noise', params: { epsilon: '12/255', draws: 2 } }],
};

function problemsOf({
  pages,
  streams,
  speedup: faster,
  soak: soaked,
}: Omit<LoadReport, 'problems'>): readonly string[] {
  const slow = pages.filter(({ p95 }) => p95 > most.p95).map(({ what, p95 }) => `${what}: p95 is ${p95.toFixed(0)} ms`);
  const unheard =
    streams.complete < streams.clients ? [`${streams.clients - streams.complete} streams missed events`] : [];
  const low = soaked?.heapSlope?.interval[0] ?? 0;
  const leak = low > most.megabytesPerMinute ? [`memory grows by at least ${low.toFixed(2)} MB a minute`] : [];
  const failed = soaked && soaked.failed > 0 ? [`${soaked.failed} requests of the soak failed`] : [];
  const alone =
    faster && faster.medianRatio < 1.7 ? [`two workers are ${faster.medianRatio.toFixed(2)} times one`] : [];
  return [...slow, ...unheard, ...leak, ...failed, ...alone];
}

export const rowOf = ({ what, n, p50, p95, p99, cpu, kilobytes }: Latency): string =>
  `${what.padEnd(28)} n ${String(n).padStart(5)}  p50 ${p50.toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)}  p99 ${p99.toFixed(1).padStart(7)} ms  cpu ${cpu.toFixed(1).padStart(5)} ms  ${kilobytes.toFixed(0)} kB`;

function connectionOf(url: string) {
  const connection = connectionFromUrl(url);
  if (!connection) throw new Error('the server gave no address');
  return connection;
}
