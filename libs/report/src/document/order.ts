/** One order for every table and chart. */
import type { Report } from '@palimpsest/contracts';

/** Targets as their verdicts are listed, then what they are compared with. */
export function inVerdictOrder<Row extends { readonly checkpoint: string }>(
  { targets }: Report,
  rows: readonly Row[],
): readonly Row[] {
  const order = targets.map(({ checkpoint }) => checkpoint);
  const rank = ({ checkpoint }: Row) => (order.includes(checkpoint) ? order.indexOf(checkpoint) : order.length);
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

/** Confirmatory probes first, controls such as plain noise last; otherwise as measured. */
export function controlsLast<Row extends { readonly probe: string }>(
  { scope }: Report,
  rows: readonly Row[],
): readonly Row[] {
  const purpose = new Map(scope.plugins.map(({ kind, label, purpose: given }) => [`${kind} ${label}`, given]));
  const rank = ({ probe }: Row) => Number(purpose.get(`probe ${probe}`) === 'control');
  return [...rows].sort((a, b) => rank(a) - rank(b));
}
