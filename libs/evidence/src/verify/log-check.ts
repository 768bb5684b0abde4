/**
 * What the server's log says about the audit is a part of one unbroken chain: nothing changed, removed, added or moved.
 * Whoever writes the log can write all of it anew; a head kept elsewhere, or an older bundle, shows that.
 */
import {
  contentText,
  fieldText,
  linkText,
  logFields,
  type ExcerptEntry,
  type LogField,
  type ShownEntry,
} from '@palimpsest/contracts';
import { parts } from '../bundle/build-bundle.js';
import { sha256 } from '../crypto/sha256.js';
import { failed, notChecked, passed, type Evidence, type Outcome } from './check.js';
import { readLog, readManifest } from './read.js';

export async function checkLog({ files }: Evidence): Promise<Outcome> {
  const log = readLog(files);
  if (!log) return notChecked('no log: the audit was not exported by a server');
  const { audit, after, entries, head } = log;
  if (audit !== readManifest(files).audit) return failed(`${parts.log} is about another audit`);
  const numbers = new Set(entries.map(({ sequence }) => sequence));
  let last = after;
  for (const entry of entries) {
    const problem = outOfPlace(entry, last.sequence + 1, numbers) ?? (await changed(entry, last.digest));
    if (problem !== null) return failed(`${parts.log}: ${problem}`);
    last = entry;
  }
  if (last.sequence < head.sequence) return failed(`${parts.log}: entry ${last.sequence + 1} was removed`);
  if (last.sequence > head.sequence || last.digest !== head.digest)
    return failed(`${parts.log}: entry ${last.sequence} is not the last one that it names`);
  const shown = entries.filter((entry) => !('content' in entry)).length;
  return passed(
    `${entries.length} entries in a row, ${shown} of them about this audit; of the others there are digests`,
    `the log stood at entry ${head.sequence}, ${head.digest}: compare this with one that you have from elsewhere`,
  );
}

/** @param numbers of all entries there are */
function outOfPlace({ sequence }: ExcerptEntry, expected: number, numbers: ReadonlySet<number>): string | null {
  if (sequence === expected) return null;
  return numbers.has(expected)
    ? `entry ${sequence} was moved: it stands where entry ${expected} belongs`
    : `entry ${expected} was removed`;
}

async function changed(entry: ExcerptEntry, previous: string): Promise<string | null> {
  const { sequence, digest } = entry;
  const content = 'content' in entry ? entry.content : await contentOf(entry);
  if ((await sha256(linkText({ content, previous, sequence }))) === digest) return null;
  return `entry ${sequence} was changed, or is not the one that followed entry ${sequence - 1}`;
}

async function contentOf(entry: ShownEntry): Promise<string> {
  const commitments = await Promise.all(logFields.map(async (field) => [field, await commitmentOf(entry, field)]));
  return sha256(contentText(Object.fromEntries(commitments) as Record<LogField, string>));
}

async function commitmentOf(entry: ShownEntry, field: LogField): Promise<string> {
  const shown = entry[field];
  return 'withheld' in shown ? shown.withheld : sha256(fieldText(field, shown.value, shown.salt));
}
