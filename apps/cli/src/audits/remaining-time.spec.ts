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
