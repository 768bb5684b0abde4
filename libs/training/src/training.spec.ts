/** Schedules and the saved state. */
import { describe, expect, it } from 'vitest';
import { cosine } from './schedule.js';
import { decodeState, encodeState } from './trainer-state.js';
import { TrainingError } from './training-error.js';

describe('cosine', () => {
  it('rises linearly, peaks after the warm-up and ends at the floor', () => {
    const rate = cosine({ base: 2, warmup: 10, total: 100, floor: 0.1 });
    expect(rate(0)).toBeCloseTo(0.2);
    expect(rate(50)).toBeCloseTo(2 * 0.55);
    expect(rate(100)).toBeCloseTo(0.2);
    expect(rate(500)).toBeCloseTo(0.2);
  });
});

describe('trainer state', () => {
  const slots = [{ name: 'w', dims: [2], length: 2 }];
  const vectors = {
    parameters: Float32Array.of(1, 2),
    first: Float32Array.of(3, 4),
    second: Float32Array.of(5, 6),
  };
  const bytes = encodeState(7, slots, vectors);

  it('comes back as it was', () => {
    expect(decodeState(bytes, slots)).toEqual({ step: 7, ...vectors });
    expect(decodeState(Buffer.concat([bytes]), slots)).toEqual({ step: 7, ...vectors }); // as readFile gives it
  });

  it('is refused when cut off or of other parameters', () => {
    expect(() => decodeState(bytes.subarray(0, bytes.length - 1), slots)).toThrow('cut off');
    expect(() => decodeState(bytes, [{ name: 'v', dims: [2], length: 2 }])).toThrow(TrainingError);
    expect(() => decodeState(Uint8Array.of(1, 2, 3), slots)).toThrow('not a trainer state');
  });
});
