/**
 * The audit log as a hash chain: every entry's digest covers the entry and the digest before it, so that a changed,
 * removed, added or moved entry shows. Whoever may rewrite the whole log can compute all digests anew; so the head
 * (number and digest of the last entry) is put where they cannot reach it, such as signed evidence. Entries with a salt
 * can be reduced to digests without breaking the chain (`excerpt.ts`).
 */
import { canonicalJson, linkText } from '@palimpsest/contracts';
import { contentOf, sha256 } from './commitments.js';

export interface LogEvent {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who: a user or an API key, by id. */
  readonly actor: string;
  /** What, for example `answers.reveal`. */
  readonly action: string;
  /** On what, by id; never a person's name. */
  readonly target: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export interface LogEntry extends LogEvent {
  /** 1, 2, 3, … without a gap. */
  readonly sequence: number;
  /** Hexadecimal, random, of this entry alone; none where entries never have to be withheld. */
  readonly salt?: string | null;
  /** SHA-256 over this entry and the digest before it, lower-case hex. */
  readonly digest: string;
}

export interface LogHead {
  readonly sequence: number;
  readonly digest: string;
}

/** Before the first entry. */
export const emptyLog: LogHead = { sequence: 0, digest: '0'.repeat(64) };

/** @param salt from `newSalt`, for entries that an excerpt may withhold */
export function nextEntry(head: LogHead, event: LogEvent, salt: string | null = null): LogEntry {
  const { at, actor, action, target, detail } = event;
  const entry = { sequence: head.sequence + 1, at, actor, action, target, detail };
  const salted = salt === null ? entry : { ...entry, salt };
  return { ...salted, digest: digestOf(salted, head.digest) };
}

export type ChainVerdict =
  | { readonly intact: true; readonly head: LogHead }
  | { readonly intact: false; readonly sequence: number; readonly reason: string };

/**
 * Walks the entries in order, from the beginning or from a head that is trusted.
 * @param expected a head kept elsewhere: a log that was cut short or written anew ends differently
 */
export function verifyChain(entries: Iterable<LogEntry>, from: LogHead = emptyLog, expected?: LogHead): ChainVerdict {
  let head: LogHead = { sequence: from.sequence, digest: from.digest };
  let seen = !expected || (expected.sequence === head.sequence && expected.digest === head.digest);
  for (const { sequence, digest, salt, ...event } of entries) {
    if (sequence !== head.sequence + 1) return broken(head.sequence + 1, `entry ${head.sequence + 1} is missing`);
    if (nextEntry(head, event, salt).digest !== digest)
      return broken(sequence, 'the entry was changed, or its predecessor');
    head = { sequence, digest };
    if (expected?.sequence === sequence) {
      if (expected.digest !== digest)
        return broken(sequence, 'the log was written anew: the head kept elsewhere differs');
      seen = true;
    }
  }
  return seen ? { intact: true, head } : broken(head.sequence + 1, 'the log ends before the head kept elsewhere');
}

const broken = (sequence: number, reason: string): ChainVerdict => ({ intact: false, sequence, reason });

function digestOf({ salt, ...entry }: Omit<LogEntry, 'digest'>, previous: string): string {
  if (!salt) return sha256(canonicalJson({ ...entry, previous }));
  return sha256(linkText({ content: contentOf(entry, salt), previous, sequence: entry.sequence }));
}
