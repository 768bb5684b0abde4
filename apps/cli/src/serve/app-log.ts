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
  const text = tail(path, from);
  const [last] = [...text.matchAll(/^(?:Uncaught )?\w*Error(?: \[\w+\])?: (.+)$/gm)].slice(-1);
  if (!last) return null;
  const [, message = ''] = last;
  return message === '[' ? firstProblem(text.slice(last.index)) : message.replace(/\.$/, '');
}

/** Of an environment that does not fit its schema, as zod prints it: a list over many lines. */
function firstProblem(printed: string): string | null {
  const [, path, message] = /"path": \[\s*"(\w+)"\s*\],\s*"message": "(.+)"/.exec(printed) ?? [];
  return path && message ? `${path}: ${message}` : null;
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
