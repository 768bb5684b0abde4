import { describe, expect, it } from 'vitest';
import { RestartWait } from './restart-wait.js';

describe('RestartWait', () => {
  it('grows while what is started keeps dying, and starts over once it stayed up', () => {
    const wait = new RestartWait();
    expect([0, 0, 0, 0, 0, 0, 0].map((upMs) => wait.after(upMs))).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect([60_000, 500].map((upMs) => wait.after(upMs))).toEqual([1, 2]);
  });
});
