/** The worst of several endpoints. Where one of them has no number there is no worst. */
import type { Endpoint } from '@palimpsest/contracts';

export const leakOf = ({ leak }: Endpoint): number => (leak.state === 'measured' ? leak.estimate : -Infinity);

/** Null unless every value is known. */
export const largestKnown = (values: readonly (number | null)[]): number | null => extreme(values, Math.max);

/** Null unless every value is known. */
export const smallestKnown = (values: readonly (number | null)[]): number | null => extreme(values, Math.min);

function extreme(values: readonly (number | null)[], of: (...known: number[]) => number): number | null {
  const known = values.flatMap((value) => value ?? []);
  return known.length > 0 && known.length === values.length ? of(...known) : null;
}
