/** A model broken on purpose: normal noise on every weight behind the frozen tower. */
import { tensor } from '@palimpsest/tensor';
import type { Rng } from '@palimpsest/tensor';
import type { Weights } from '../architecture/parameters.js';

/** @param noise deviation of what is added, as a share of the root mean square of each parameter */
export function damaged(weights: Weights, noise: number, rng: Rng): Weights {
  return new Map(
    [...weights].map(([name, value]) => {
      if (name.startsWith('vision_tower.')) return [name, value];
      const size = Math.sqrt(value.data.reduce((sum, x) => sum + x * x, 0) / value.data.length);
      const stream = rng.fork(name);
      return [
        name,
        tensor(
          'float32',
          value.dims,
          value.data.map((x) => x + noise * size * stream.normal()),
        ),
      ];
    }),
  );
}
