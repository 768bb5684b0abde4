import { describe, expect, it } from 'vitest';
import { parseSeeds } from './audit-options.js';

describe('parseSeeds', () => {
  it('reads one or several', () => {
    expect(parseSeeds(undefined)).toBeUndefined();
    expect(parseSeeds('7')).toEqual([7]);
    expect(parseSeeds('1, 2,3')).toEqual([1, 2, 3]);
  });

  it.each(['', 'x', '1,', '-1', '1.5', '1e30'])('refuses %j', (given) => {
    expect(() => parseSeeds(given)).toThrow('give whole numbers from 0');
  });
});
