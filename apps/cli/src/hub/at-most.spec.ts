import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atMost } from './at-most.js';

describe('atMost', () => {
  it('works on no more than so many at a time', async () => {
    let [running, most] = [0, 0];
    const done: number[] = [];
    await atMost(3, [1, 2, 3, 4, 5, 6, 7], new AbortController().signal, async (thing) => {
      most = Math.max(most, ++running);
      await wait(5);
      running -= 1;
      done.push(thing);
    });
    expect([most, done.length]).toEqual([3, 7]);
  });

  it('stops the others at the first failure, and tells that one', async () => {
    const stopped: number[] = [];
    const work = atMost(2, [1, 2, 3], new AbortController().signal, async (thing, signal) => {
      if (thing === 1) throw new Error('the first');
      await wait(10_000, undefined, { signal }).catch((error: unknown) => {
        stopped.push(thing);
        throw error;
      });
    });
    await expect(work).rejects.toThrow('the first');
    expect(stopped).toEqual([2]);
  });
});
