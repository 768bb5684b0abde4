/** Mixed requests at a steady rate for minutes: does the API's memory stay flat? */
import { setTimeout as sleep } from 'node:timers/promises';
import { Rng } from '@palimpsest/tensor';
import type { ApiClient } from '../support/api-client.js';
import type { StartedProcess } from '../support/started-process.js';
import { quantile } from './latencies.js';
import { slopeOf, type Sample, type Slope } from './slope.js';

export interface SoakFigures {
  readonly minutes: number;
  readonly requests: number;
  readonly failed: number;
  readonly p95: number;
  /** Megabytes after a collection of garbage, from the first look to the last. */
  readonly heap: readonly number[];
  readonly resident: readonly number[];
  /** Megabytes a minute after the warm-up; null for too short a soak. */
  readonly heapSlope: Slope | null;
  readonly residentSlope: Slope | null;
}

export interface SoakOptions {
  readonly minutes: number;
  readonly requestsPerSecond: number;
  readonly paths: readonly string[];
  readonly api: StartedProcess;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** The first part of the soak is not looked at: caches fill, code is compiled. */
const warmUpShare = 0.3;
const lookEverySeconds = 20;
const mostAtATime = 16;

export async function soak(client: ApiClient, options: SoakOptions): Promise<SoakFigures> {
  const { minutes, requestsPerSecond, paths, api, tell } = options;
  const rng = new Rng(`soak ${options.seed}`);
  const times: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const passed = () => (performance.now() - begun) / 60_000;
  const [heap, resident]: [Sample[], Sample[]] = [[], []];
  const look = async (): Promise<void> => {
    const usage = await api.memory();
    heap.push({ minute: passed(), value: usage.heapUsed / 1e6 });
    resident.push({ minute: passed(), value: usage.rss / 1e6 });
    tell(`soak: ${passed().toFixed(1)} min, heap ${(usage.heapUsed / 1e6).toFixed(1)} MB`);
  };
  const looking = setInterval(() => void look(), lookEverySeconds * 1000);
  const ask = async (path: string): Promise<void> => {
    const sent = performance.now();
    const answer = await fetch(`${client.url}/api/v1${path}`, { headers: client.headers }).catch(() => null);
    if (!answer?.ok) failed += 1;
    await answer?.arrayBuffer();
    times.push(performance.now() - sent);
  };
  const running = new Set<Promise<void>>();
  while (passed() < minutes) {
    if (running.size < mostAtATime) {
      const one = ask(rng.pick(paths)).finally(() => running.delete(one));
      running.add(one);
    }
    await sleep(1000 / requestsPerSecond);
  }
  await Promise.all(running);
  clearInterval(looking);
  const values = (samples: readonly Sample[]) => samples.map(({ value }) => +value.toFixed(1));
  const warm = ({ minute }: Sample) => minute > minutes * warmUpShare;
  return {
    ...{ minutes, requests: times.length, failed, p95: quantile(times, 0.95) },
    ...{ heap: values(heap), resident: values(resident) },
    heapSlope: slopeOf(heap.filter(warm)),
    residentSlope: slopeOf(resident.filter(warm)),
  };
}
