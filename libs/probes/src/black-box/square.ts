/**
 * Square attack in L∞, Andriushchenko et al., ECCV 2020, arXiv:1912.00049: δ starts as vertical stripes of ±ε; then a
 * random square of it, one sign per channel, is set to ±ε, and kept where the loss falls. Squares shrink as the published
 * schedule for 10 000 queries says, stretched to the budget. Here δ is one for all pictures, so the loss it is kept by is
 * that of the step's batch, measured again with every new batch.
 */
import type { Rng } from '@palimpsest/tensor';
import type { Move } from './search.js';

interface Grid {
  readonly height: number;
  readonly width: number;
}

/** @param share p, the first square's part of the picture */
export const square =
  (
    { pairs, steps, share }: { readonly pairs: number; readonly steps: number; readonly share: number },
    grid: Grid,
  ): Move =>
  async (from, lossAt, { step, epsilon, rng }) => {
    const trials = 2 * pairs - 1; // one evaluation goes to where the step starts
    let delta = step === 0 ? stripes(grid, epsilon, rng.fork('stripes')) : from;
    const start = await lossAt(delta);
    let loss = start;
    for (let trial = 0; trial < trials; trial++) {
      const done = (step * trials + trial) / (steps * trials);
      const proposal = withSquare(delta, grid, {
        side: sideAt(done, share, grid),
        epsilon,
        rng: rng.fork(`trial ${trial}`),
      });
      const proposed = await lossAt(proposal);
      if (proposed < loss) [delta, loss] = [proposal, proposed];
    }
    return { delta, loss: start, gradientNorm: null };
  };

/** ±ε per column and channel. */
function stripes({ height, width }: Grid, epsilon: number, rng: Rng): Float32Array {
  const signs = Array.from({ length: 3 * width }, () => signOf(rng));
  return Float32Array.from({ length: 3 * height * width }, (_, at) => {
    const channel = Math.floor(at / (height * width));
    return epsilon * (signs[channel * width + (at % width)] ?? 1);
  });
}

function withSquare(
  delta: Float32Array,
  { height, width }: Grid,
  { side, epsilon, rng }: { readonly side: number; readonly epsilon: number; readonly rng: Rng },
): Float32Array {
  const top = rng.integer(height - side + 1);
  const left = rng.integer(width - side + 1);
  const changed = delta.slice();
  for (let channel = 0; channel < 3; channel++) {
    const value = epsilon * signOf(rng);
    for (let y = top; y < top + side; y++) {
      const row = (channel * height + y) * width + left;
      changed.fill(value, row, row + side);
    }
  }
  return changed;
}

/** Of 10 000 queries, where the square's area is halved once more. */
const halvings = [10, 50, 200, 500, 1_000, 2_000, 4_000, 6_000, 8_000];

/** √(p·H·W), p halved as often as the schedule says after this part of the budget; at least 1. */
function sideAt(done: number, share: number, { height, width }: Grid): number {
  const times = halvings.filter((query) => done * 10_000 > query).length;
  const side = Math.round(Math.sqrt((share / 2 ** times) * height * width));
  return Math.min(Math.max(side, 1), height, width);
}

const signOf = (rng: Rng): number => (rng.uniform() < 0.5 ? -1 : 1);
