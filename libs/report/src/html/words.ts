/** Words for people where the model has identifiers. */
import type { Endpoint, PlainReplies, RecoveryRow, Role, TargetReport, TierVerdict } from '@palimpsest/contracts';

/** `direct/clean/choice` → "direct (choice)"; the variant only where it says more than the probe. */
export function endpointWords({
  probe,
  variant,
  ask,
}: Pick<Endpoint | RecoveryRow, 'probe' | 'variant' | 'ask'>): string {
  const isPlain = variant === 'clean' || variant === probe || variant.startsWith(probe);
  return isPlain ? `${probe} (${ask})` : `${probe}: ${variant} (${ask})`;
}

/** The endpoint that decided, in words. */
export function decidedByWords({ verdict, endpoints }: TargetReport): string {
  const endpoint = endpoints.find(({ id }) => id === verdict.decidedBy);
  return endpoint ? endpointWords(endpoint) : (verdict.decidedBy ?? 'nothing decided');
}

/** What most replies are: forgotten, refused and broken are different things. */
export const mannerWords: Readonly<Record<NonNullable<PlainReplies['manner']>, string>> = {
  answers: 'answers',
  refuses: 'refuses',
  guesses: 'names wrong values',
  broken: 'replies are broken',
  mixed: 'mixed replies',
};

export const roleWords: Readonly<Record<Role, string>> = {
  target: 'target',
  original: 'original',
  reference: 'reference',
  'matched-reference': 'matched reference',
};

/** What is done in each evidence tier (SCIENCE §4.11). */
export const tierWords = (tier: TierVerdict['tier']): string =>
  ['0, asked', '1, looked at, asked oddly', '2, taught', '3, optimised'][tier] ?? String(tier);
