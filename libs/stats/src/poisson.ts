/** The Poisson density in Loader's saddle-point form, also between the whole numbers (see deviance.ts). */
import { deviance } from './deviance.js';
import { stirlingError } from './log-gamma.js';

/** λ^x e^−λ / Γ(x + 1), for x ≥ 0 and λ ≥ 0. */
export function poissonDensity(x: number, mean: number): number {
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - deviance(x, mean, x - mean)) / Math.sqrt(2 * Math.PI * x);
}
