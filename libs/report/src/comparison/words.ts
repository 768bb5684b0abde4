/** Words of a comparison's page. */
import type { Comparison } from '@palimpsest/contracts';
import { endpointWords } from '../words/endpoint-words.js';
import { en } from '../words/en.js';

/** A letter per target, in the order of the leaderboard: A gave away least. */
export function marksOf({ leaderboard }: Comparison): ReadonlyMap<string, string> {
  return new Map(leaderboard.rows.map(({ target }, index) => [target, letter(index)]));
}

function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}

/** Rows in the order of the leaderboard. */
export function byRank<Row extends { readonly target: string }>(
  { leaderboard }: Comparison,
  rows: readonly Row[],
): readonly Row[] {
  const order = leaderboard.rows.map(({ target }) => target);
  return [...rows].sort((a, b) => order.indexOf(a.target) - order.indexOf(b.target));
}

/** `direct/clean/choice` → "direct (choice)"; as it is where there is no such endpoint. */
export function endpointText({ endpoints }: Comparison, id: string): string {
  const endpoint = endpoints.find((one) => one.id === id);
  return endpoint ? endpointName(endpoint) : id;
}

export const endpointName = (endpoint: Parameters<typeof endpointWords>[0]): string => endpointWords(endpoint, en);
