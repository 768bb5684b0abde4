/**
 * Who exported what with pictures of people or with an annex, and when: `exports.jsonl` in the state folder, a line each,
 * chained by digests. Lines are only ever added. Whoever can write the file can write it anew; a head kept elsewhere shows that.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { emptyLog, nextEntry, verifyChain, type LogEntry, type LogHead } from '@palimpsest/platform';
import { UsageError } from '../failure.js';
import { statePaths } from '../state/state-folder.js';

export interface LoggedExport {
  readonly action: 'evidence.export' | 'report.export';
  readonly audit: string;
  readonly now: Date;
  readonly detail: LogEntry['detail'];
}

/** @throws UsageError when the log was changed: nothing may be exported past it */
export async function logExport(state: string, { action, audit, now, detail }: LoggedExport): Promise<LogHead> {
  const path = statePaths(state).exports;
  const head = await headOf(path);
  const event = { at: now.toISOString(), actor: userInfo().username, action, target: audit };
  const entry = nextEntry(head, { ...event, detail });
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  return { sequence: entry.sequence, digest: entry.digest };
}

async function headOf(path: string): Promise<LogHead> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const verdict = verifyChain(entriesOf(text, path), emptyLog);
  if (verdict.intact) return verdict.head;
  throw new UsageError(
    `${path} was changed (${verdict.reason}); restore it before anything is exported that has to be logged`,
  );
}

function entriesOf(text: string, path: string): readonly LogEntry[] {
  try {
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as LogEntry]));
  } catch {
    throw new UsageError(
      `${path} holds lines that are no JSON; restore it before anything is exported that has to be logged`,
    );
  }
}

/** What people are told of it. */
export const loggedText = ({ sequence, digest }: LogHead): string => `logged as export ${sequence}, ${digest}`;
