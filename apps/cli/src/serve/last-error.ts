/** The last error that Node printed into a log: `SomeError: what happened`. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const tailBytes = 16_384;

/** Without a full stop at its end; null when there is none. */
export function lastError(log: string): string | null {
  const lines = tail(log).matchAll(/^(?:Uncaught )?\w*Error(?: \[\w+\])?: (.+)$/gm);
  const [, message] = [...lines].at(-1) ?? [];
  return message?.replace(/\.$/, '') ?? null;
}

function tail(log: string): string {
  const file = openSync(log, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, tailBytes));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } finally {
    closeSync(file);
  }
}
