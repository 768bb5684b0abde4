/** Invented metrics with the intervals that an audit's have. */
import type { Metric } from '../primitives.js';

export const share = (estimate: number, half: number, n = 48, answers = 768): Metric => ({
  state: 'measured',
  estimate,
  interval: { low: Math.max(0, estimate - half), high: Math.min(1, estimate + half), confidence: 0.95 },
  n,
  answers,
  nulls: 0,
  method: 'clustered-skew-t',
});
export const difference = (estimate: number, half: number): Metric => ({
  state: 'measured',
  estimate,
  interval: { low: estimate - half, high: estimate + half, confidence: 0.95 },
  n: 48,
  answers: 768,
  nulls: 0,
  method: 'clustered-cautious-t',
});
export const missing = (reason: string): Metric => ({ state: 'not-measured', reason });
