/**
 * How long answers take, one request after the other: from sending to the last byte. On a machine that has other things
 * to do that says more about those than about the API; what the API's own process computes for a request does not.
 */
import { readFileSync } from 'node:fs';
import type { ApiClient } from '../support/api-client.js';

export interface Latency {
  readonly what: string;
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Processor time of the API's process per request. */
  readonly cpu: number;
  /** Of the largest answer. */
  readonly kilobytes: number;
}

export interface Asked {
  readonly what: string;
  readonly paths: readonly string[];
}

export interface LatencyOptions {
  /** How often all paths are asked. */
  readonly rounds: number;
  /** Of the API. */
  readonly pid: number;
}

/** In milliseconds. */
export async function latencyOf(
  client: ApiClient,
  { what, paths }: Asked,
  { rounds, pid }: LatencyOptions,
): Promise<Latency> {
  const times: number[] = [];
  const cpuBefore = cpuMs(pid);
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    for (const path of paths) {
      const begun = performance.now();
      const answer = await fetch(`${client.url}/api/v1${path}`, { headers: client.headers });
      const body = await answer.arrayBuffer();
      times.push(performance.now() - begun);
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${Buffer.from(body).toString().slice(0, 300)}`);
      bytes = Math.max(bytes, body.byteLength);
    }
  }
  const at = (share: number) => quantile(times, share);
  const cpu = (cpuMs(pid) - cpuBefore) / times.length;
  return { what, n: times.length, cpu, p50: at(0.5), p95: at(0.95), p99: at(0.99), kilobytes: bytes / 1000 };
}

/** User and system time since the process started; the kernel counts hundredths of a second. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The smallest value that the share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
