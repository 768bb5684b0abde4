/** What the log of a project says about one audit, up to an entry. Nothing of others is in it. */
import type { LogExcerpt } from '@palimpsest/contracts';
import type { AuditLog } from '@palimpsest/persistence';
import { emptyLog, excerptOf, type LogEntry, type LogHead } from '@palimpsest/platform';

export interface AboutAudit {
  readonly audit: string;
  readonly dataset: string;
  /** Digests of pictures and noises that it found. */
  readonly pictures: ReadonlySet<string>;
  /** Digests of pictures are not shown. */
  readonly redacted: boolean;
}

const entriesAtATime = 5_000;

/** @param last an entry about the audit: the export that the excerpt is for */
export async function logAboutAudit(
  log: Pick<AuditLog, 'firstOn' | 'read'>,
  { audit, dataset, pictures, redacted }: AboutAudit,
  last: LogHead,
): Promise<LogExcerpt> {
  const first = (await log.firstOn([audit, dataset, ...pictures])) ?? last.sequence;
  const [before] = first > 1 ? await log.read(first - 2, 1) : [];
  const entries: LogEntry[] = [];
  for (let at = first - 1; at < last.sequence; at = entries.at(-1)?.sequence ?? last.sequence)
    entries.push(...(await log.read(at, Math.min(entriesAtATime, last.sequence - at))));
  return excerptOf(before ?? emptyLog, entries, {
    audit,
    concerns: ({ action, target }) =>
      (target === audit && /^(audits|evidence)\./.test(action)) ||
      (target === dataset && action.startsWith('datasets.')) ||
      (action === reveal && pictures.has(target)),
    withholds: ({ action }, field) => redacted && action === reveal && field === 'target',
  });
}

const reveal = 'answers.reveal';
