/** How α changes over a run. The paper's code keeps it constant; a cosine lets δ settle. */
export interface StepSize {
  readonly schedule: 'constant' | 'cosine';
  /** In [0,1] pixel units, for example 1/255. */
  readonly initial: number;
  /** Where the cosine ends; unused when constant. */
  readonly final: number;
}

/** α_t = final + (initial − final)·(1 + cos(π·t/T))/2, for t = 0…T−1. */
export function stepSizeAt({ schedule, initial, final }: StepSize, step: number, steps: number): number {
  return schedule === 'constant' ? initial : final + (initial - final) * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
}
