import { describe, expect, it } from 'vitest';
import { Rng } from '@palimpsest/tensor';
import type { Standings } from './excess.js';
import { pOfExceeding, scoreOf } from './score.js';

const PEOPLE = 24;
const QUESTIONS = 8;
const options = { resamples: 500, name: 'test' };

/** Standings of someone whose answers are right with the given rates, endpoint by endpoint, beyond controls of 1 in 8. */
function drawn(rates: readonly number[], rng: Rng, controls: readonly (string | null)[] = ['prior']): Standings {
  return rates.map((rate, endpoint) => {
    const people = Array.from({ length: PEOPLE }, (_, index) => {
      const right = Array.from({ length: QUESTIONS }, () => rng.uniform()).filter((draw) => draw < rate).length;
      return [`S-${index}`, right / QUESTIONS] as const;
    });
    const beyond = controls.map((key, at) => {
      const control = key === null ? 0 : (1 + at) / 8;
      const perSubject = new Map(people.map(([subject, share]) => [subject, share - control]));
      return [key, { perSubject, answers: PEOPLE * QUESTIONS }] as const;
    });
    return { endpoint: `endpoint-${endpoint}`, beyond: new Map(beyond) };
  });
}

describe('scoreOf', () => {
  it('is the worst endpoint beyond the highest control', () => {
    const { score, endpoint } = scoreOf(drawn([0.1, 0.9, 0.4], new Rng(1), ['prior', 'reference']), 'leak', 0.95);
    expect(endpoint).toBe('endpoint-1');
    expect(score).toMatchObject({ state: 'measured', n: PEOPLE, interval: { confidence: 0.95 } });
    expect(score.state === 'measured' && Math.abs(score.estimate - (0.9 - 2 / 8))).toBeLessThan(0.06);
  });

  it('holds the true score in its interval as often as it says, also where several endpoints are equally bad', () => {
    const rng = new Rng(7);
    const runs = 400;
    const held = Array.from({ length: runs }).filter(() => {
      const { score } = scoreOf(drawn([0.4, 0.4, 0.4], rng), 'leak', 0.9);
      return score.state === 'measured' && score.interval.low <= 0.275 && score.interval.high >= 0.275;
    });
    expect(held.length / runs).toBeGreaterThan(0.9 - 3 * Math.sqrt((0.9 * 0.1) / runs));
  });

  it('is not measured without endpoints or without answers at one of them', () => {
    expect(scoreOf([], 'leak', 0.95).score.state).toBe('not-measured');
    const empty = {
      endpoint: 'empty',
      beyond: new Map([['prior', { perSubject: new Map<string, number>(), answers: 0 }]]),
    };
    expect(scoreOf([...drawn([0.4], new Rng(1)), empty], 'leak', 0.95)).toEqual({
      score: { state: 'not-measured', reason: 'empty: no answers' },
      endpoint: null,
    });
  });
});

describe('pOfExceeding', () => {
  it.each([
    ['one endpoint', [0.4], [0.4]],
    ['three equally bad endpoints', [0.4, 0.4, 0.4], [0.4, 0.4, 0.4]],
    ['another endpoint being the worst', [0.4, 0.1, 0.1], [0.1, 0.1, 0.4]],
    ['a better score of the one that is said to be worse', [0.3, 0.3], [0.4, 0.1]],
  ])('is no smaller than chance allows with %s', (_, worse, better) => {
    const rng = new Rng(11);
    const ps = Array.from({ length: 300 }, () => pOfExceeding(drawn(worse, rng), drawn(better, rng), options));
    for (const level of [0.01, 0.05, 0.1, 0.25]) {
      const noise = 3.3 * Math.sqrt((level * (1 - level)) / ps.length);
      expect(ps.filter((p) => p <= level).length / ps.length).toBeLessThanOrEqual(level + noise);
    }
  });

  it('finds a worse score, at another endpoint too, and not the reverse', () => {
    const [bad, good] = [drawn([0.1, 0.8], new Rng(1)), drawn([0.3, 0.1], new Rng(2))];
    expect(pOfExceeding(bad, good, options)).toBeLessThan(1e-4);
    expect(pOfExceeding(good, bad, options)).toBe(1);
  });

  it('needs people on both sides', () => {
    const strangers = drawn([0.1], new Rng(2)).map(({ endpoint, beyond }) => ({
      endpoint,
      beyond: new Map(
        [...beyond].map(([key, { perSubject, answers }]) => [
          key,
          { answers, perSubject: new Map([...perSubject].map(([id, value]) => [`${id}-other`, value])) },
        ]),
      ),
    }));
    expect(pOfExceeding(drawn([0.9], new Rng(1)), strangers, options)).toBe(1);
  });
});
