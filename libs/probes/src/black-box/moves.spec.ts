import { Rng } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { nes } from './nes.js';
import { savedPart } from './saved-parts.js';
import type { Move } from './search.js';
import { square } from './square.js';

const grid = { height: 8, width: 8 };
const size = 3 * grid.height * grid.width;
const epsilon = 0.1;
/** Where the loss below is least inside ±ε: a pattern of signs. */
const goal = Float32Array.from({ length: size }, (_, at) => (at % grid.width < 4 ? epsilon : -epsilon));
const lossAt = (delta: Float32Array) =>
  Promise.resolve(delta.reduce((sum, value, at) => sum + (value - (goal[at] ?? 0)) ** 2, 0));

async function descend(move: Move, steps: number, seed = 1) {
  let delta = new Float32Array(size);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const moved = await move(delta, lossAt, { step, alpha: 0.02, epsilon, rng: new Rng(seed).fork(`step ${step}`) });
    losses.push(moved.loss);
    delta = Float32Array.from(moved.delta);
  }
  return { delta, losses, end: await lossAt(delta) };
}

/** Counts how often the loss is asked for. */
async function queriesOf(move: Move): Promise<number> {
  let queries = 0;
  const counted = (delta: Float32Array) => {
    queries++;
    return lossAt(delta);
  };
  await move(new Float32Array(size), counted, { step: 0, alpha: 0.02, epsilon, rng: new Rng(1) });
  return queries;
}

const moves = [
  ['NES', nes(40, 0.01)],
  ['Square', square({ pairs: 40, steps: 30, share: 0.3 }, grid)],
] as const;

describe.each(moves)('%s', (_, move) => {
  it('spends exactly its queries', async () => {
    expect(await queriesOf(move)).toBe(80);
  });

  it('lowers the loss far below that of no noise, inside its bound', async () => {
    const { delta, end } = await descend(move, 30);
    expect(end).toBeLessThan(0.35 * (await lossAt(new Float32Array(size))));
    expect(Math.max(...delta.map(Math.abs))).toBeLessThanOrEqual(Math.fround(epsilon));
  });

  it('draws by its seed', async () => {
    const [one, again, other] = [await descend(move, 2), await descend(move, 2), await descend(move, 2, 9)];
    expect(again).toEqual(one);
    expect(other.delta).not.toEqual(one.delta);
  });
});

describe('NES', () => {
  it('estimates the slope', async () => {
    const { gradientNorm } = await nes(4_000, 0.01)(new Float32Array(size), lossAt, {
      ...{ step: 0, alpha: 0, epsilon, rng: new Rng(3) },
    });
    const slope = 2 * epsilon * Math.sqrt(size);
    // n draws in d dimensions overestimate the length by √(1 + d/n)
    expect((gradientNorm ?? 0) / slope).toBeCloseTo(Math.sqrt(1 + size / 4_000), 1);
  });
});

describe('Square', () => {
  it('starts as vertical stripes and never goes up', async () => {
    const move = square({ pairs: 1, steps: 4, share: 0.3 }, grid);
    const never: Parameters<Move>[1] = (delta) =>
      Promise.resolve(delta.reduce((sum, value) => sum + Math.abs(value), 0));
    const { delta } = await move(new Float32Array(size), never, { step: 0, alpha: 0, epsilon, rng: new Rng(1) });
    for (let at = 0; at < size; at++) {
      const top = Math.floor(at / 64) * 64 + (at % 8);
      expect(delta[at]).toBe(delta[top]);
    }
    const { losses } = await descend(square({ pairs: 10, steps: 10, share: 0.3 }, grid), 10);
    expect(losses).toEqual([...losses].sort((a, b) => b - a));
  });
});

describe('savedPart', () => {
  it('keeps the states of several searches apart', async () => {
    let stored: Uint8Array | null = null;
    const whole = {
      everySteps: 7,
      load: () => Promise.resolve(stored),
      save: (state: Uint8Array) => Promise.resolve(void (stored = state)),
    };
    const [one, two] = [savedPart(whole, 'one'), savedPart(whole, 'two')];
    expect(await one.load()).toBeNull();
    await one.save(Uint8Array.of(0, 255));
    await two.save(Uint8Array.of(3));
    expect([...((await one.load()) ?? [])]).toEqual([0, 255]);
    expect([...((await two.load()) ?? [])]).toEqual([3]);
    expect(one.everySteps).toBe(7);
    stored = Uint8Array.of(1);
    await expect(two.load()).rejects.toThrow('the saved state cannot be read');
  });
});
