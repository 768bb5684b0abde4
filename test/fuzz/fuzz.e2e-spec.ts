/** A few of the ten thousand that `npm run fuzz` opens, so that neither it nor what it watches over rots. */
import { describe, expect, it } from 'vitest';
import { checkpoints } from './checkpoints.js';
import { runFuzz } from './run-fuzz.js';

describe('damaged checkpoints', () => {
  it('open, or are refused with an error that was foreseen, in bounded time and memory', async () => {
    const result = await runFuzz(checkpoints(), {
      ...{ mutations: 150, seed: 'suite', processes: 1, seconds: 20, residentBytes: 1.5e9 },
      onProgress: () => {},
    });
    expect(result.defects).toEqual([]);
    expect(result).toMatchObject({ mutations: 150, refused: { ModelError: expect.any(Number) } });
    expect(result.opened).toBeGreaterThan(0);
  }, 120_000);
});
