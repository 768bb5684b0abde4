/** One run: audits on a calm platform, the same audits while everything is killed, and what differs. */
import type { PlanInput } from '@palimpsest/contracts';
import { eventually } from '../../libs/queue/src/testing/eventually.js';
import { followEvents, type Followed } from '../support/follow-events.js';
import { project, register, startAudit, waitForEnd } from './campaign.js';
import { startCluster, type Cluster, type ProfileName } from '../support/cluster.js';
import { differences, outcomeOf, type Outcome } from './outcome.js';
import { smallPlans } from './plans.js';
import { processesLeft } from './processes-left.js';
import { strike, type Struck } from './strikes.js';

export interface ChaosOptions {
  readonly audits: number;
  readonly kills: number;
  readonly seed: number;
  readonly profile: ProfileName;
  readonly gapSeconds: number;
  /** After the last kill. */
  readonly patienceSeconds: number;
  readonly tell: (line: string) => void;
}

export interface ChaosReport {
  readonly profile: ProfileName;
  readonly seed: number;
  readonly audits: number;
  readonly complete: number;
  readonly steps: number;
  /** More than steps: work that was begun again. */
  readonly claims: number;
  readonly findings: number;
  readonly kills: Struck['kills'];
  readonly stops: number;
  /** Ends of the API and the workers that nobody asked for. */
  readonly crashes: number;
  readonly requestsRepeated: number;
  readonly streams: { readonly connections: number; readonly longestSilenceSeconds: number };
  readonly calmSeconds: number;
  readonly chaosSeconds: number;
  /** From the last kill to the end of the last audit. */
  readonly recoverySeconds: number;
  /** Empty when all is as it should be. */
  readonly problems: readonly string[];
}

const leaseSeconds = 3;
const environment = {
  PALIMPSEST_WORKER_LEASE_SECONDS: String(leaseSeconds),
  PALIMPSEST_WORKER_SWEEP_SECONDS: '2',
  PALIMPSEST_QUEUE_PATIENCE_SECONDS: '6',
  PALIMPSEST_WORKER_PROCESSES: '1',
};

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const plans = smallPlans(options.audits, options.seed);
  const calm = await undisturbed(plans, options);
  const cluster = await startCluster({ profile: options.profile, workers: 2, environment });
  let isSound = false;
  try {
    const report = await disturbed(cluster, plans, calm, options);
    isSound = report.problems.length === 0;
    return report;
  } finally {
    if (isSound) cluster.remove();
    else options.tell(`logs are kept in ${cluster.folder}`);
  }
}

interface Calm {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly seconds: number;
}

async function undisturbed(plans: readonly PlanInput[], { tell }: ChaosOptions): Promise<Calm> {
  const cluster = await startCluster({ profile: 'embedded', workers: 2, environment });
  const begun = performance.now();
  const outcomes = new Map<string, Outcome>();
  await register(cluster.client);
  const paths = await Promise.all(plans.map((plan) => startAudit(cluster.client, plan)));
  for (const path of paths) {
    await waitForEnd(cluster.client, path, AbortSignal.timeout(30 * 60_000));
    outcomes.set(path, await outcomeOf(cluster.client, path));
    tell(`undisturbed: ${outcomes.size} of ${plans.length} audits`);
  }
  const seconds = (performance.now() - begun) / 1000;
  await cluster.stop();
  cluster.remove();
  return { outcomes, seconds };
}

async function disturbed(
  cluster: Cluster,
  plans: readonly PlanInput[],
  calm: Calm,
  options: ChaosOptions,
): Promise<ChaosReport> {
  const { client } = cluster;
  const { profile, seed, kills, tell } = options;
  await register(client);
  const begun = performance.now();
  let [struck, completed] = [0, 0];
  const onStrike = (kind: string, what: string): void => {
    struck += 1;
    tell(`${Math.round((performance.now() - begun) / 1000)} s: ${what} ${kind}; ${completed} of ${plans.length} done`);
  };
  const timing = { gapSeconds: options.gapSeconds, downSeconds: 2, stoppedSeconds: 2 * leaseSeconds };
  const striking = strike(cluster, { seed, kills, ...timing, onStrike });
  const late = new AbortController();
  const total = kills * (cluster.queue ? 4 : 3);
  const run = async (plan: PlanInput, index: number) => {
    // Audits come while the kills go on: the last ones meet them too.
    await eventually('its turn', () => struck >= Math.floor((index * total * 0.9) / plans.length), 3600);
    const path = await startAudit(client, plan);
    const following = followEvents(client, path, late.signal).catch(() => null);
    await waitForEnd(client, path, late.signal);
    completed += 1;
    return { path, followed: await following };
  };
  const running = Promise.all(plans.map(run));
  const { kills: killed, stops } = await striking;
  const quiet = performance.now();
  const deadline = setTimeout(() => late.abort(), options.patienceSeconds * 1000);
  const ended = await running;
  clearTimeout(deadline);
  const recoverySeconds = (performance.now() - quiet) / 1000;
  const problems: string[] = [];
  const outcomes: Outcome[] = [];
  for (const { path, followed } of ended) {
    const outcome = await outcomeOf(client, path);
    outcomes.push(outcome);
    problems.push(...differences(path, calm.outcomes.get(path), outcome), ...unheard(path, followed, outcome));
  }
  const log = await client.get<{ intact: boolean; problem: string | null }>(`/projects/${project}/log/verification`);
  if (!log.intact) problems.push(`the log of the project: ${log.problem}`);
  const crashes = [cluster.api, ...cluster.workers].reduce((sum, process) => sum + process.crashes, 0);
  if (crashes > 0) problems.push(`${crashes} processes ended by themselves`);
  const { folder, mark } = cluster;
  await cluster.stop();
  const left = await endedWithin(20, () => processesLeft(mark).length === 0);
  if (!left) problems.push(`processes left behind: ${processesLeft(mark).join(', ')} (${folder})`);
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((all, outcome) => all + count(outcome), 0);
  return {
    ...{ profile, seed, audits: plans.length, kills: killed, stops, crashes, problems },
    complete: outcomes.filter(({ state }) => state === 'complete').length,
    steps: sum(({ steps }) => Object.values(steps).reduce((all, count) => all + count, 0)),
    claims: sum(({ claims }) => claims),
    findings: sum(({ findings }) => findings.length),
    requestsRepeated: client.retries,
    streams: {
      connections: ended.reduce((all, { followed }) => all + (followed?.connections ?? 0), 0),
      longestSilenceSeconds: Math.max(...ended.map(({ followed }) => (followed?.longestSilenceMs ?? 0) / 1000)),
    },
    calmSeconds: calm.seconds,
    chaosSeconds: (quiet - begun) / 1000 + recoverySeconds,
    recoverySeconds,
  };
}

/** Whoever followed the audit all along heard every event once, in order. */
function unheard(name: string, followed: Followed | null, { sequences }: Outcome): readonly string[] {
  if (!followed) return [`${name}: its stream did not end`];
  if (followed.sequences.join() === sequences.join()) return [];
  return [`${name}: its stream told of events ${followed.sequences.join()}, there are ${sequences.join()}`];
}

async function endedWithin(seconds: number, isSo: () => boolean): Promise<boolean> {
  return await eventually('the end', isSo, seconds).then(
    () => true,
    () => false,
  );
}
