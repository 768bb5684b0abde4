/** How long answers take, one request after the other: from sending to the last byte. */
import type { ApiClient } from '../support/api-client.js';

export interface Latency {
  readonly what: string;
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Of the largest answer. */
  readonly kilobytes: number;
}

export interface Asked {
  readonly what: string;
  readonly paths: readonly string[];
}

/** In milliseconds. @param rounds how often all paths are asked */
export async function latencyOf(client: ApiClient, { what, paths }: Asked, rounds: number): Promise<Latency> {
  const times: number[] = [];
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
  return { what, n: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), kilobytes: bytes / 1000 };
}

/** The smallest value that the share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
