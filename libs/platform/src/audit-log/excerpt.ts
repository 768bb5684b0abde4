/** A part of the log for people outside: what is about one audit, in a chain that can be checked without the rest. */
import { logFields, type ExcerptEntry, type Json, type LogExcerpt, type LogField } from '@palimpsest/contracts';
import { commitment, contentOf, fieldSalt } from './commitments.js';
import type { LogEntry, LogHead } from './hash-chain.js';

export interface ExcerptOptions {
  readonly audit: string;
  /** Whether an entry is about the audit; of the others nothing is shown. */
  readonly concerns: (entry: LogEntry) => boolean;
  /** What is not shown of an entry that is. */
  readonly withholds: (entry: LogEntry, field: LogField) => boolean;
}

/**
 * @param after the head before the first entry
 * @param entries without a gap, at least one
 * @throws Error for an entry without a salt: it cannot be reduced
 */
export function excerptOf(
  after: LogHead,
  entries: readonly LogEntry[],
  { audit, concerns, withholds }: ExcerptOptions,
): LogExcerpt {
  const shown = entries.map((entry) => (concerns(entry) ? shownEntry(entry, withholds) : otherEntry(entry)));
  const { sequence, digest } = entries.at(-1) ?? after;
  return {
    schema: 'palimpsest.log-excerpt/1',
    audit,
    after: { sequence: after.sequence, digest: after.digest },
    entries: shown,
    head: { sequence, digest },
  };
}

function shownEntry(entry: LogEntry, withholds: ExcerptOptions['withholds']): ExcerptEntry {
  const salt = saltOf(entry);
  const fieldOf = (field: LogField) =>
    withholds(entry, field)
      ? { withheld: commitment(entry, field, salt) }
      : { value: entry[field] as Json, salt: fieldSalt(salt, field) };
  const fields = Object.fromEntries(logFields.map((field) => [field, fieldOf(field)]));
  return { sequence: entry.sequence, digest: entry.digest, ...fields } as ExcerptEntry;
}

const otherEntry = (entry: LogEntry): ExcerptEntry => ({
  ...{ sequence: entry.sequence, digest: entry.digest },
  content: contentOf(entry, saltOf(entry)),
});

function saltOf({ salt, sequence }: LogEntry): string {
  if (!salt) throw new Error(`entry ${sequence} of the log has no salt: it cannot be in an excerpt`);
  return salt;
}
