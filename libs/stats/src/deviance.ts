/**
 * The deviance term of Loader's saddle-point form: what is left of a binomial, beta or Poisson density once
 * Stirling's formula has been divided out (C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000).
 */

/** k ln(k / m) + m − k without cancellation when k ≈ m; `excess` is k − m, computed without rounding m first. */
export function deviance(k: number, m: number, excess: number): number {
  if (Math.abs(excess) > 0.1 * (k + m)) return k * Math.log(k / m) - excess;
  const v = excess / (k + m);
  let sum = excess * v;
  let term = 2 * k * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}
