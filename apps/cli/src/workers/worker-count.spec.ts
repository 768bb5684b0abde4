import { describe, expect, it } from 'vitest';
import { workerCount } from './worker-count.js';

describe('workerCount', () => {
  it('is the number of cores unless told', () => {
    expect(workerCount(undefined, 3)).toBe(3);
    expect(workerCount('6', 3)).toBe(6);
  });

  it.each(['0', '7', '1.5', '-1', 'all', ''])('refuses %j on three cores', (given) => {
    expect(() => workerCount(given, 3)).toThrow('give a whole number from 1 to 6');
  });
});
