/** Names of endpoints for people. */
import type { Endpoint, RecoveryRow, TargetReport } from '@palimpsest/contracts';
import type { Words } from './words.js';

type Named = Pick<Endpoint | RecoveryRow, 'probe' | 'variant' | 'ask'>;

/** `direct/clean/choice` → "direct (choice)"; the variant only where it says more than the probe. */
export function endpointWords({ probe, variant, ask }: Named, { asks }: Words): string {
  const isPlain = variant === 'clean' || variant === probe || variant.startsWith(probe);
  return `${isPlain ? probe : `${probe}: ${variant}`} (${asks[ask] ?? ask})`;
}

/** The endpoint that decided. */
export function decidedByWords({ verdict, endpoints }: TargetReport, words: Words): string {
  const endpoint = endpoints.find(({ id }) => id === verdict.decidedBy);
  return endpoint ? endpointWords(endpoint, words) : (verdict.decidedBy ?? words.verdict.nothingDecided);
}
