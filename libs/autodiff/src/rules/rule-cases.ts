/** How gradient-check cases are written: sampled inputs that stay away from kinks and poles. */
import type { Tensor } from '@palimpsest/tensor';
import { fromNumbers, Rng } from '@palimpsest/tensor';
import type { Op } from '@palimpsest/onnx';
import type { GradientCase } from '../gradcheck.js';

export interface RuleCase extends GradientCase {
  readonly op: Op;
  /** float32 where the runtime has no float64 kernel (Conv, Erf, …). */
  readonly precision?: 'float32';
}

export type Sampler = (rng: Rng) => number;

/** (−1, 1) */
export const anywhere: Sampler = (rng) => 2 * rng.uniform() - 1;
/** (0.5, 1.5) */
export const positive: Sampler = (rng) => 0.5 + rng.uniform();
/** ±(0.3, 1): away from a kink at zero */
export const awayFromZero: Sampler = (rng) => (rng.uniform() < 0.5 ? -1 : 1) * (0.3 + 0.7 * rng.uniform());

let drawn = 0;

/** A float64 tensor of fresh samples; `single` cases cast it. */
export function sample(
  dims: readonly number[],
  sampler: Sampler = anywhere,
  dtype: 'float32' | 'float64' = 'float64',
): Tensor {
  const rng = new Rng(`case ${drawn++}`);
  const count = dims.reduce((product, dim) => product * dim, 1);
  return fromNumbers(
    dtype,
    dims,
    Array.from({ length: count }, () => sampler(rng)),
  );
}

export const single = (dims: readonly number[], sampler: Sampler = anywhere): Tensor =>
  sample(dims, sampler, 'float32');

/** Samples of which no two are close, in (0.5, 1.5): no step of a difference changes which one is largest. */
export function apart(dims: readonly number[]): Tensor {
  const count = dims.reduce((product, dim) => product * dim, 1);
  const even = Array.from({ length: count }, (_, at) => 0.5 + (at + 0.5) / count);
  return fromNumbers('float64', dims, new Rng(`case ${drawn++}`).shuffle(even));
}

/** The eight ways two shapes broadcast: each binary operator is checked on all of them. */
export const broadcastPairs: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], []],
  [[], [2, 3]],
  [[3, 4, 5], [5]],
  [
    [3, 4, 5],
    [4, 5],
  ],
  [
    [1, 4, 5],
    [2, 3, 1, 1],
  ],
  [
    [3, 4, 5],
    [2, 1, 1, 1],
  ],
  [
    [2, 1, 1, 5],
    [1, 3, 4, 1],
  ],
];
