/** Which instruments a jurisdiction looks at, how long an answer may take, and which reading of the law is taken. */
import type { Channel } from '@palimpsest/contracts';
import { nearestKey } from '@palimpsest/contracts';

/** Months are calendar months; days are calendar days. */
export type Span = { readonly months: number } | { readonly days: number };

/** Where authorities disagree about what has to hold. */
export interface View {
  readonly id: string;
  readonly title: string;
  /** Channels through which data must not come out; the others are shown and decide nothing. */
  readonly channels: readonly Channel[];
  readonly remark: string;
}

export interface Profile {
  readonly id: string;
  readonly title: string;
  /** Ids of instruments. */
  readonly instruments: readonly string[];
  /** For the answer to a request; null where no law sets it. */
  readonly deadline: { readonly answer: Span; readonly extension: Span } | null;
  /** The first is taken unless another one is asked for. */
  readonly views: readonly [View, ...View[]];
  readonly remarks: readonly string[];
}

/** What was asked for is not among what there is. */
export class UnknownEntryError extends Error {
  override readonly name = 'UnknownEntryError';
}

/** @throws UnknownEntryError with the nearest one, or all */
export function named<Entry extends { readonly id: string }>(
  what: string,
  entries: readonly Entry[],
  id: string,
): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (found) return found;
  const known = entries.map((entry) => entry.id);
  const nearest = nearestKey(id, known);
  throw new UnknownEntryError(
    `There is no ${what} "${id}"; ${nearest ? `did you mean "${nearest}"?` : `there are: ${known.join(', ')}`}`,
  );
}
