/** Tries again while the database is away. */
import { isLostConnection } from '@palimpsest/persistence';
import { setTimeout as sleep } from 'node:timers/promises';

const againMs = 250;

/** @throws what the work throws, once it is something else or the time is over */
export async function onceItIsBack<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(seconds * 1000);
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (late.aborted || !isLostConnection(error)) throw error;
      await sleep(againMs);
    }
  }
}
