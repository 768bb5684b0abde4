/**
 * Student's t: distribution function, quantile, and the non-central distribution that power needs.
 * Through the incomplete beta function (A&S 26.5.27); non-central by Lenth's series, Algorithm AS 243,
 * Appl. Statist. 38 (1989). Degrees of freedom may be fractional.
 */
import { inverseRegularizedBeta, inverseRegularizedBetaComplement, regularizedBeta } from './beta.js';
import { normalCdf } from './normal.js';
import { poissonDensity } from './poisson.js';
import { StatisticsError } from './statistics-error.js';

/** P(T ≤ t) with `degrees` > 0 degrees of freedom. For the upper tail use −t. */
export function studentCdf(t: number, degrees: number): number {
  const upper = upperTail(Math.abs(t), degrees);
  return t > 0 ? 1 - upper : upper;
}

function upperTail(t: number, degrees: number): number {
  if (t === Infinity) return 0;
  const square = t * t;
  return 0.5 * regularizedBeta(degrees / (degrees + square), degrees / 2, 0.5, square / (degrees + square));
}

/** The t with P(T ≤ t) = p. */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw new StatisticsError('studentQuantile', `p must be between 0 and 1, got ${p}`);
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const y = inverseRegularizedBeta(2 * tail, degrees / 2, 0.5); // ν / (ν + t²)
  const z = inverseRegularizedBetaComplement(2 * tail, degrees / 2, 0.5); // t² / (ν + t²)
  const t = Math.sqrt((degrees * z) / y);
  return p < 0.5 ? -t : t;
}

/** The largest shift of the non-central t that is computed: the series has about 50 terms per unit of shift. */
export const largestNoncentrality = 1024;

/**
 * P(T ≤ t) when the mean is shifted by `noncentrality` δ, |δ| ≤ 1024: with λ = δ²/2 and x = t²/(t² + ν), t > 0,
 * Φ(−δ) + ½ Σ pois(i; λ) I_x(i + ½, ν/2) over i = 0, ½, 1, …, the halves with the sign of δ.
 */
export function noncentralTCdf(t: number, degrees: number, noncentrality: number): number {
  if (!(Math.abs(noncentrality) <= largestNoncentrality)) {
    throw new StatisticsError(
      'noncentralTCdf',
      `the shift must be within ±${largestNoncentrality}, got ${noncentrality}`,
    );
  }
  if (t < 0) return 1 - noncentralTCdf(-t, degrees, -noncentrality);
  const mean = (noncentrality * noncentrality) / 2;
  const square = t * t;
  const x = square / (square + degrees);
  const complement = degrees / (square + degrees);
  const reach = 12 * Math.sqrt(mean + 1) + 30; // beyond it the Poisson weights are below 1e-30
  let sum = 0;
  for (let i = Math.max(0, Math.floor(mean - reach)); i <= mean + reach && t > 0; i += 0.5) {
    const weight = poissonDensity(i, mean) * (Number.isInteger(i) ? 1 : Math.sign(noncentrality));
    if (weight !== 0) sum += weight * regularizedBeta(x, i + 0.5, degrees / 2, complement);
  }
  return Math.min(1, Math.max(0, normalCdf(-noncentrality) + 0.5 * sum));
}
