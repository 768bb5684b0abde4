import { describe, expect, it } from 'vitest';
import { RemainingTime, type Work } from './remaining-time.js';

/** Two checkpoints: asking is as dear as said, attacks take five times what their cost says. */
const work: readonly Work[] = ['one', 'two'].flatMap((name) => [
  { unit: `${name}/ask`, kind: 'ask', cost: 10 },
  { unit: `${name}/attack`, kind: 'attack', cost: 20 },
]);
const takes: Readonly<Record<string, number>> = { ask: 10_000, attack: 100_000 };

function clock() {
  let now = 0;
  const remaining = new RemainingTime(() => now);
  remaining.expect(work);
  const run = (unit: string, share = 1) => {
    remaining.started(unit);
    now += share * (takes[unit.split('/')[1] ?? ''] ?? 0);
    if (share < 1) remaining.progressed(unit, share);
    else remaining.finished(unit);
  };
  return { remaining, run };
}

describe('RemainingTime', () => {
  it('knows nothing before anything was seen', () => {
    const { remaining, run } = clock();
    expect(remaining.milliseconds()).toBeNull();
    run('one/attack', 0.1);
    expect(remaining.milliseconds()).toBeNull();
  });

  it('forecasts each kind by its own speed once that has been seen', () => {
    const { remaining, run } = clock();
    run('one/ask');
    expect(remaining.milliseconds()).toBe(50_000); // attacks as dear as said: 20 + 10 + 20
    run('one/attack');
    expect(remaining.milliseconds()).toBe(110_000);
    run('two/ask');
    expect(remaining.milliseconds()).toBe(100_000);
  });

  it('learns from half a unit where no whole one of its kind is there', () => {
    const { remaining, run } = clock();
    run('one/ask');
    run('one/attack', 0.5);
    expect(remaining.milliseconds()).toBe(50_000 + 10_000 + 100_000);
  });

  it('takes a kind that it has not seen to be as fast as the same probe elsewhere', () => {
    let now = 0;
    const remaining = new RemainingTime(() => now);
    remaining.expect([
      { unit: 'asked', kind: 'ask', cost: 10 },
      { unit: 'attacked', kind: 'attack/true/target', cost: 20 },
      { unit: 'left', kind: 'attack/true', cost: 10 },
    ]);
    for (const [unit, takes] of [
      ['asked', 10_000],
      ['attacked', 100_000],
    ] as const) {
      remaining.started(unit);
      now += takes;
      remaining.finished(unit);
    }
    expect(remaining.milliseconds()).toBe(50_000);
  });

  it('reckons with a little more of a unit that should be over', () => {
    const { remaining, run } = clock();
    run('one/ask');
    run('one/attack');
    remaining.started('two/ask');
    run('two/attack');
    expect(remaining.milliseconds()).toBeCloseTo(10_000); // two/ask should have taken 10 s and has had 100 already
  });

  it('takes units that run beside each other together', () => {
    let now = 0;
    const remaining = new RemainingTime(() => now);
    remaining.expect(work);
    for (const name of ['one', 'two']) remaining.started(`${name}/ask`);
    now = 10_000;
    for (const name of ['one', 'two']) remaining.finished(`${name}/ask`);
    expect(remaining.milliseconds()).toBe(20_000); // 2 × 20 at the same speed, two at once
  });

  it('takes no speed from units that were there before', () => {
    const { remaining } = clock();
    remaining.finished('one/ask');
    expect(remaining.milliseconds()).toBeNull();
  });
});
