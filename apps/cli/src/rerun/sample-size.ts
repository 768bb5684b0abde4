/** How many units `--units` or `--share` ask for. */
import { UsageError } from '../failure.js';

const usual = 5;

/** @throws UsageError when both are given, or one that makes no sense */
export function sampleSize(options: { readonly units?: string; readonly share?: string }): (units: number) => number {
  const { units, share } = options;
  if (units !== undefined && share !== undefined) throw new UsageError('Give --units or --share, not both');
  if (share !== undefined) {
    const part = Number(share);
    if (!(part > 0 && part <= 1)) throw new UsageError(`--share ${share}: give a number above 0, at most 1`);
    return (all) => Math.ceil(part * all);
  }
  const count = units === undefined ? usual : Number(units);
  if (!Number.isSafeInteger(count) || count < 1) throw new UsageError(`--units ${units}: give a whole number from 1`);
  return (all) => Math.min(all, count);
}
