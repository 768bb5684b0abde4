/**
 * NES, Ilyas et al., ICML 2018, arXiv:1804.08598: the gradient from antithetic Gaussian draws u_i,
 *
 *   g = 1/(2nσ) · Σ_i (L(δ + σu_i) − L(δ − σu_i)) · u_i       δ ← clip(δ − α·sign(g), −ε, ε)
 *
 * σ is larger than published (0.001), because pictures are sent with 8 bits and smaller changes are rounded away.
 */
import type { Move } from './search.js';

/** @param sigma in units of the [0,1] pixel range */
export const nes =
  (pairs: number, sigma: number): Move =>
  async (from, lossAt, { alpha, epsilon, rng }) => {
    const slope = new Float32Array(from.length);
    let loss = 0;
    for (let pair = 0; pair < pairs; pair++) {
      const draw = rng.fork(`pair ${pair}`);
      const direction = Float32Array.from({ length: from.length }, () => draw.normal());
      const ahead = await lossAt(from.map((value, at) => value + sigma * (direction[at] ?? 0)));
      const behind = await lossAt(from.map((value, at) => value - sigma * (direction[at] ?? 0)));
      const weight = (ahead - behind) / (2 * pairs * sigma);
      for (let at = 0; at < slope.length; at++) slope[at] = (slope[at] ?? 0) + weight * (direction[at] ?? 0);
      loss += (ahead + behind) / (2 * pairs);
    }
    const moved = from.map((value, at) => value - alpha * Math.sign(slope[at] ?? 0));
    return {
      delta: moved.map((value) => Math.min(epsilon, Math.max(-epsilon, value))),
      loss,
      gradientNorm: Math.sqrt(slope.reduce((sum, value) => sum + value * value, 0)),
    };
  };
