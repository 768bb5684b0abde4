/**
 * A part of a server's audit log for people outside: entries about one audit are shown, of all others there is a digest,
 * and the chain can be checked all the same. Fields are committed to one by one, each under a salt of its own, so that
 * what is withheld cannot be guessed. Whoever writes the log (libs/platform) and whoever checks it (libs/evidence) hash
 * the texts below with SHA-256, written as lower-case hex.
 */
import { z } from 'zod';
import { canonicalJson } from './canonical-json.js';
import { digest, json } from './primitives.js';

export const logFields = ['at', 'actor', 'action', 'target', 'detail'] as const;
export type LogField = (typeof logFields)[number];

/** Hashed, the salt of a field: `["<salt of the entry>","target"]`. */
export const fieldSaltText = (salt: string, field: LogField): string => canonicalJson([salt, field]);

/** Hashed, what an entry commits to for a field: `["target","vendor-v2-0123456789ab","<salt of the field>"]`. */
export const fieldText = (field: LogField, value: unknown, salt: string): string => canonicalJson([field, value, salt]);

/** Hashed, the content of an entry: `{"action":"<commitment>","actor":…}`. */
export const contentText = (commitments: Readonly<Record<LogField, string>>): string => canonicalJson(commitments);

/** Hashed, the digest of an entry: `{"content":…,"previous":…,"sequence":…}`. */
export const linkText = (link: {
  readonly content: string;
  readonly previous: string;
  readonly sequence: number;
}): string => canonicalJson(link);

const field = z.union([
  z.strictObject({ value: json, salt: digest.describe('of this field alone') }),
  z.strictObject({ withheld: digest.describe('what the entry commits to for this field') }),
]);

const place = { sequence: z.int().positive(), digest: digest.describe('of content, number and the digest before') };

const shownEntry = z.strictObject({ ...place, at: field, actor: field, action: field, target: field, detail: field });
const otherEntry = z.strictObject({ ...place, content: digest.describe('of an entry that is about something else') });

export const excerptEntry = z.union([shownEntry, otherEntry]);
export type ExcerptEntry = z.infer<typeof excerptEntry>;
export type ShownEntry = z.infer<typeof shownEntry>;

const head = z.strictObject({ sequence: z.int().nonnegative(), digest });

export const logExcerpt = z
  .strictObject({
    schema: z.literal('palimpsest.log-excerpt/1'),
    audit: z.string(),
    after: head.describe('the entry before the first of these; 0 and zeros at the beginning of the log'),
    entries: z.array(excerptEntry).min(1).describe('without a gap, oldest first'),
    head: head.describe('the last of these'),
  })
  .meta({ id: 'LogExcerpt' });
export type LogExcerpt = z.infer<typeof logExcerpt>;
