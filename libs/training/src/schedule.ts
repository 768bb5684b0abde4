/**
 * Learning-rate schedules: pure functions of the step, counted from 0.
 * The cosine with linear warm-up is that of Loshchilov & Hutter, SGDR (arXiv 1608.03983), without restarts.
 */

/** The learning rate at a step. */
export type Schedule = (step: number) => number;

export function constant(base: number): Schedule {
  return () => base;
}

/**
 * Rises linearly to `base` over `warmup` steps, then follows half a cosine down to `floor · base` at `total`.
 * @example const rate = cosine({ base: 2e-3, warmup: 50, total: 800, floor: 0.02 }); rate(0) // 4e-5
 */
export function cosine(options: {
  readonly base: number;
  /** Steps of linear rise. */
  readonly warmup: number;
  /** Steps in all. */
  readonly total: number;
  /** Fraction of `base` that is left at the end. */
  readonly floor: number;
}): Schedule {
  const { base, warmup, total, floor } = options;
  return (step) => {
    const rise = Math.min(1, (step + 1) / Math.max(1, warmup));
    const fall = floor + (1 - floor) * 0.5 * (1 + Math.cos((Math.PI * Math.min(step, total)) / total));
    return base * rise * fall;
  };
}
