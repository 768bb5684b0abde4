/** Mixed requests at a steady rate for minutes: does the API's memory stay flat? */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Rng } from '@palimpsest/tensor';
import type { ApiClient } from '../support/api-client.js';
import { quantile } from './latencies.js';

export interface SoakFigures {
  readonly minutes: number;
  readonly requests: number;
  readonly failed: number;
  readonly p95: number;
  readonly residentMegabytes: { readonly first: number; readonly last: number; readonly most: number };
  /** Least squares over half-minute means after the warm-up, and its 95 % interval; null for too short a soak. */
  readonly slope: { readonly megabytesPerMinute: number; readonly interval: readonly [number, number] } | null;
}

export interface SoakOptions {
  readonly minutes: number;
  readonly requestsPerSecond: number;
  readonly paths: readonly string[];
  /** Of the API. */
  readonly pid: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

/** The first part of the soak is not looked at: caches fill, code is compiled. */
const warmUpShare = 0.3;
const blockSeconds = 30;

export async function soak(client: ApiClient, options: SoakOptions): Promise<SoakFigures> {
  const { minutes, requestsPerSecond, paths, pid, tell } = options;
  const rng = new Rng(`soak ${options.seed}`);
  const [times, samples]: [number[], { at: number; megabytes: number }[]] = [[], []];
  let [requests, failed] = [0, 0];
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const sampling = setInterval(() => samples.push({ at: seconds(), megabytes: residentMegabytes(pid) }), 1000);
  const telling = setInterval(
    () => tell(`soak: ${Math.round(seconds())} s, ${samples.at(-1)?.megabytes.toFixed(0)} MB`),
    30_000,
  );
  const ask = async (): Promise<void> => {
    const sent = performance.now();
    const headers = client.headers;
    const answer = await fetch(`${client.url}/api/v1${rng.pick(paths)}`, { headers }).catch(() => null);
    if (!answer?.ok) failed += 1;
    await answer?.arrayBuffer();
    times.push(performance.now() - sent);
  };
  const running = new Set<Promise<void>>();
  while (seconds() < minutes * 60) {
    if (running.size < 16) {
      requests += 1;
      const one = ask().finally(() => running.delete(one));
      running.add(one);
    }
    await sleep(1000 / requestsPerSecond);
  }
  await Promise.all(running);
  clearInterval(sampling);
  clearInterval(telling);
  const megabytes = samples.map((sample) => sample.megabytes);
  return {
    ...{ minutes, requests, failed, p95: quantile(times, 0.95) },
    residentMegabytes: { first: megabytes[0] ?? NaN, last: megabytes.at(-1) ?? NaN, most: Math.max(...megabytes) },
    slope: slopeOf(samples.filter(({ at }) => at > minutes * 60 * warmUpShare)),
  };
}

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** b = Σ(x−x̄)(y−ȳ)/Σ(x−x̄)², s² = Σ residuals²/(n−2), b ± t·s/√Σ(x−x̄)². Means of blocks, because neighbours are alike. */
function slopeOf(samples: readonly { readonly at: number; readonly megabytes: number }[]): SoakFigures['slope'] {
  const blocks = new Map<number, number[]>();
  for (const { at, megabytes } of samples) {
    const block = Math.floor(at / blockSeconds);
    blocks.set(block, [...(blocks.get(block) ?? []), megabytes]);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [[...blocks.keys()].map((block) => (block * blockSeconds) / 60), [...blocks.values()].map(mean)];
  if (x.length < 4) return null;
  const [xMean, yMean] = [mean(x), mean(y)];
  const spread = x.reduce((sum, value) => sum + (value - xMean) ** 2, 0);
  const slope = x.reduce((sum, value, index) => sum + (value - xMean) * ((y[index] ?? 0) - yMean), 0) / spread;
  const residuals = x.map((value, index) => (y[index] ?? 0) - yMean - slope * (value - xMean));
  const error = Math.sqrt(residuals.reduce((sum, value) => sum + value ** 2, 0) / (x.length - 2) / spread);
  const margin = (studentT[x.length - 2] ?? 2) * error;
  return { megabytesPerMinute: slope, interval: [slope - margin, slope + margin] };
}

/** Quantiles at 0.975 by degrees of freedom. */
const studentT: readonly number[] = [
  NaN,
  12.71,
  4.3,
  3.18,
  2.78,
  2.57,
  2.45,
  2.36,
  2.31,
  2.26,
  2.23,
  2.2,
  2.18,
  2.16,
  2.14,
  2.13,
  2.12,
  2.11,
  2.1,
  2.09,
  2.09,
];
