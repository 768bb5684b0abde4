/**
 * The standard normal distribution function to about 1e-14 relative in both tails.
 * Near the centre Φ(x) = ½ + φ(x) Σ x^(2k+1) / (2k+1)!! (A&S 26.2.11), in the tails Mills' ratio as a
 * continued fraction (26.2.14). The quantile is the one the seeded random numbers use (libs/tensor).
 */
export { normalQuantile } from '@palimpsest/tensor';

const inverseRootTwoPi = 0.3989422804014327;

/** φ(x). */
export function normalDensity(x: number): number {
  return inverseRootTwoPi * Math.exp(-0.5 * x * x);
}

/** Φ(x) = P(Z ≤ x). For the upper tail use Φ(−x). */
export function normalCdf(x: number): number {
  if (x > 2) return 1 - lowerTail(x);
  if (x < -2) return lowerTail(-x);
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}

/** P(Z > x) for x > 2: φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))), evaluated from the inside out. */
function lowerTail(x: number): number {
  if (x === Infinity) return 0;
  const terms = Math.ceil(20 + 800 / (x * x));
  let fraction = x;
  for (let k = terms; k >= 1; k--) fraction = x + k / fraction;
  return normalDensity(x) / fraction;
}
