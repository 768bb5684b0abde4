/**
 * How far an empirical distribution function can be from the true one: the Dvoretzky–Kiefer–Wolfowitz
 * inequality with Massart's constant (1990), ε = √(ln(2/α) / 2n). Holds at every point at once, for any
 * distribution: for bounds on leakage scores of sampled answers (Scholten et al. 2025).
 */
import { notMeasured } from './metric.js';
import type { NotMeasured } from './metric.js';
import { requireProbability } from './statistics-error.js';

/** Half-width of the band around the distribution function of `n` independent values. */
export function dkwHalfWidth(n: number, { confidence = 0.95 } = {}): number | NotMeasured {
  requireProbability('dkwHalfWidth', 'confidence', confidence);
  if (!(n > 0)) return notMeasured('no values');
  return Math.sqrt(Math.log(2 / (1 - confidence)) / (2 * n));
}
