/** Waiting, but not for ever. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether it settled in time. @throws what it rejects with, in that time */
export async function within(milliseconds: number, settling: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const timer = sleep(milliseconds, false, { signal: late.signal }).catch(() => false);
  try {
    return await Promise.race([settling.then(() => true), timer]);
  } finally {
    late.abort();
  }
}
