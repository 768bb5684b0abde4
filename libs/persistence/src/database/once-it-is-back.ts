/** Tries again while the database is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isLostConnection } from './lost-connection.js';

const againMs = 250;

/** @throws what the work throws, once it is something else or the time is over */
export async function onceItIsBack<T>(work: () => Promise<T>, { seconds }: { readonly seconds: number }): Promise<T> {
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
