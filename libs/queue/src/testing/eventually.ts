/** Asks until it is so. */
import { setTimeout as sleep } from 'node:timers/promises';

/** @throws Error naming what was waited for, when it is not so within the time */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  const late = AbortSignal.timeout(seconds * 1000);
  while (!(await isSo())) {
    if (late.aborted) throw new Error(`Waited ${seconds} seconds for: ${what}`);
    await sleep(10);
  }
}
