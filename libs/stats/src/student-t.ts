/**
 * Student's t: distribution function, quantile, and the non-central distribution that power needs.
 * Through the incomplete beta function (A&S 26.5.27); non-central by Lenth's series, Algorithm AS 243,
 * Appl. Statist. 38 (1989). Degrees of freedom may be fractional.
 */
import { inverseRegularizedBeta, inverseRegularizedBetaComplement, regularizedBeta } from './beta.js';
import { logGamma } from './log-gamma.js';
import { normalCdf } from './normal.js';
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

/** P(T ≤ t) when the mean is shifted by `noncentrality` δ; |δ| ≤ 37, beyond which e^(−δ²/2) vanishes. */
export function noncentralTCdf(t: number, degrees: number, noncentrality: number): number {
  if (Math.abs(noncentrality) > 37) throw new StatisticsError('noncentralTCdf', `|δ| ≤ 37, got ${noncentrality}`);
  if (t < 0) return 1 - noncentralTCdf(-t, degrees, -noncentrality);
  const half = (noncentrality * noncentrality) / 2;
  const x = (t * t) / (t * t + degrees);
  const complement = degrees / (t * t + degrees);
  let sum = 0;
  const last = Math.ceil(half + 12 * Math.sqrt(half + 1) + 30);
  for (let j = 0; j <= last && t > 0; j++) {
    const even = Math.exp(j === 0 ? -half : j * Math.log(half) - half - logGamma(j + 1));
    const oddSize = Math.exp((j === 0 ? 0 : j * Math.log(half)) - half - logGamma(j + 1.5));
    const odd = (noncentrality / Math.SQRT2) * oddSize;
    if (even > 0) sum += even * regularizedBeta(x, j + 0.5, degrees / 2, complement);
    if (odd !== 0) sum += odd * regularizedBeta(x, j + 1, degrees / 2, complement);
  }
  return Math.min(1, Math.max(0, normalCdf(-noncentrality) + 0.5 * sum));
}
