/**
 * p-values adjusted for having asked several questions; results keep the order given.
 * `holm` controls the chance of any false finding (Holm 1979) and is for the confirmatory family;
 * `benjaminiHochberg` controls the share of false ones (1995) and is for exploratory tables.
 */
import { StatisticsError } from './statistics-error.js';

export function holm(pValues: readonly number[]): number[] {
  const count = requireP('holm', pValues);
  let running = 0;
  return inOrder(pValues, 'ascending', (p, rank) => (running = Math.max(running, Math.min(1, p * (count - rank)))));
}

export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const count = requireP('benjaminiHochberg', pValues);
  let running = 1;
  return inOrder(pValues, 'descending', (p, rank) => (running = Math.min(running, p * (count / (count - rank)))));
}

function requireP(where: string, pValues: readonly number[]): number {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new StatisticsError(where, `p-values must be in [0, 1], got ${bad}`);
  return pValues.length;
}

/** Visits the p-values by size and puts what `adjust` says where each came from. */
function inOrder(
  pValues: readonly number[],
  direction: 'ascending' | 'descending',
  adjust: (p: number, rank: number) => number,
): number[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const order = pValues.map((p, index) => ({ p, index })).sort((one, two) => sign * (one.p - two.p));
  const adjusted = new Array<number>(pValues.length).fill(1);
  order.forEach(({ p, index }, rank) => (adjusted[index] = adjust(p, rank)));
  return adjusted;
}
