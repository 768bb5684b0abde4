/** How often an interval holds the truth when data are drawn from a population that is known exactly. */
import { Rng } from '@palimpsest/tensor';

export interface Coverage {
  /** Shares of draws. */
  readonly covered: number;
  /** The truth lies below the interval: it claims too much. */
  readonly truthBelow: number;
  /** The truth lies above the interval: it claims too little. */
  readonly truthAbove: number;
}

/** `draw` makes one sample from the generator and returns its interval. The seed is the name of the case. */
export function simulateCoverage(
  name: string,
  truth: number,
  draws: number,
  draw: (rng: Rng) => { readonly low: number; readonly high: number },
): Coverage {
  const rng = new Rng(name);
  let [below, above] = [0, 0];
  for (let index = 0; index < draws; index++) {
    const { low, high } = draw(rng);
    // a truth that is an end of the interval is covered, however the end was rounded
    if (truth < low - 1e-12) below++;
    else if (truth > high + 1e-12) above++;
  }
  return { covered: 1 - (below + above) / draws, truthBelow: below / draws, truthAbove: above / draws };
}
