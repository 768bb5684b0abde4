/** How a comparison is put into words, the same in a terminal, on a page and in a table. */
import type { Comparison, Correction, RankedRow } from '@palimpsest/contracts';

/** "2", "1–3", or "none". */
export function rankText({ rank }: Pick<RankedRow, 'rank'>): string {
  if (rank === null) return 'none';
  return rank.low === rank.high ? String(rank.low) : `${rank.low}–${rank.high}`;
}

/** "Holm over 12 tests". */
export const correctionText = ({ method, tests }: Pick<Correction, 'method' | 'tests'>): string =>
  `${method === 'holm' ? 'Holm' : 'Benjamini–Hochberg'} over ${tests} test${tests === 1 ? '' : 's'}`;

/** How the p-values of an endpoint of this purpose were adjusted; null when there was nothing to adjust. */
export function correctionOf(
  { corrections }: Comparison,
  family: Correction['family'],
  purpose: string,
): Correction | null {
  const kind = purpose === 'confirmatory' ? 'confirmatory' : 'exploratory';
  return corrections.find((row) => row.family === family && row.purpose === kind) ?? null;
}

/** "0.031"; "< 0.0001" below that; "not tested". */
export function pText(p: number | null): string {
  if (p === null) return 'not tested';
  return p < 0.0001 ? '< 0.0001' : p.toFixed(p < 0.01 ? 4 : 3);
}

/** How many pairs of targets could be told apart. */
export function headlineText({ leaderboard: { rows } }: Comparison): string {
  const ranked = rows.filter(({ rank }) => rank !== null);
  const shown = ranked.reduce((sum, { shownBetterThan }) => sum + shownBetterThan.length, 0);
  const pairs = (ranked.length * (ranked.length - 1)) / 2;
  if (pairs === 0) return 'No two targets could be ranked.';
  if (shown === 0)
    return pairs === 1 ? 'The two could not be told apart.' : `None of ${pairs} pairs could be told apart.`;
  if (shown === pairs) return pairs === 1 ? 'The two could be told apart.' : `All ${pairs} pairs could be told apart.`;
  return `${shown} of ${pairs} pairs of targets could be told apart; the others share ranks.`;
}

/** What the leaderboard adds up. */
export function measureText({ leaderboard: { by, measure, endpoints, controls } }: Comparison): string {
  const several = `at the worst of ${endpoints.length} confirmatory endpoints`;
  const where = by === 'worst' && endpoints.length !== 1 ? several : `at ${endpoints[0] ?? by}`;
  if (measure === 'recovery') return `recovery on held-out people ${where}`;
  const names = controls.map(
    ({ control, name }) => `${control === 'prior' ? 'guessing' : control.replace('-', ' ')} (${name})`,
  );
  return `recovery on held-out people beyond ${highestOf(names)} ${where}`;
}

function highestOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? 'nothing') : `the highest of ${names.join(', ')},`;
}
