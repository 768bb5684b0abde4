/** One order for every table and chart: targets as their verdicts are listed, then what they are compared with. */
import type { Report } from '@palimpsest/contracts';

export function inVerdictOrder<Row extends { readonly checkpoint: string }>(
  { targets }: Report,
  rows: readonly Row[],
): readonly Row[] {
  const order = targets.map(({ checkpoint }) => checkpoint);
  const rank = ({ checkpoint }: Row) => (order.includes(checkpoint) ? order.indexOf(checkpoint) : order.length);
  return [...rows].sort((a, b) => rank(a) - rank(b));
}
