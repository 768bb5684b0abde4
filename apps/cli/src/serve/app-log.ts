/** The log of an application: appended to from start to start, set aside once when it is large. */
import { closeSync, fstatSync, openSync, readSync, renameSync } from 'node:fs';

const largeBytes = 10_000_000;
const tailBytes = 16_384;

export interface AppLog {
  /** To write to; whoever opened the log closes it. */
  readonly file: number;
  /** Where this start's lines begin. */
  readonly from: number;
}

export function openLog(path: string): AppLog {
  const file = openSync(path, 'a', 0o600);
  const { size } = fstatSync(file);
  if (size < largeBytes) return { file, from: size };
  closeSync(file);
  renameSync(path, `${path}.old`);
  return { file: openSync(path, 'a', 0o600), from: 0 };
}

/** The last error that Node printed since: `SomeError: what happened`, without a full stop. Null when there is none. */
export function lastError(path: string, from: number): string | null {
  const lines = tail(path, from).matchAll(/^(?:Uncaught )?\w*Error(?: \[\w+\])?: (.+)$/gm);
  const [, message] = [...lines].at(-1) ?? [];
  return message?.replace(/\.$/, '') ?? null;
}

function tail(path: string, from: number): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.max(0, Math.min(size - from, tailBytes)));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } finally {
    closeSync(file);
  }
}
