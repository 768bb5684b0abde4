/**
 * A linear readout of a value from hidden states: ridge regression on one-hot targets, Y ≈ ȳ + Z·W with Z the states
 * standardised by the training ones, W = (ZᵀZ + λ·d·I)⁻¹Zᵀ(Y − ȳ) = Zᵀ(ZZᵀ + λ·d·I)⁻¹(Y − ȳ), d the width of a state.
 * Solved in whatever there is less of, units or samples.
 */
export interface Readout {
  /** One score per class; the regression's estimate of its indicator. */
  scores(state: Float32Array): readonly number[];
}

export interface LabelledStates {
  /** Equally wide. */
  readonly states: readonly Float32Array[];
  /** Class of each, in 0 … classes − 1. */
  readonly labels: readonly number[];
  readonly classes: number;
}

/** @param ridge λ, greater than 0 @throws RangeError without a state */
export function fitReadout({ states, labels, classes }: LabelledStates, ridge: number): Readout {
  const width = states[0]?.length ?? 0;
  if (width === 0) throw new RangeError('a readout needs at least one state');
  const standardise = standardiser(states, width);
  const rows = states.map(standardise);
  const units = Array.from({ length: width }, (_, unit) => Float64Array.from(rows, (row) => row[unit] ?? Number.NaN));
  const hasFewSamples = rows.length <= width;
  const factor = cholesky(gram(hasFewSamples ? rows : units, ridge * width));
  const shares = Array.from(
    { length: classes },
    (_, c) => labels.filter((label) => label === c).length / states.length,
  );
  const weights = shares.map((share, c) => {
    const targets = Float64Array.from(labels, (label) => Number(label === c) - share);
    const projected = (on: Float64Array) => Float64Array.from(units, (unit) => dot(unit, on));
    return hasFewSamples ? projected(solve(factor, targets)) : solve(factor, projected(targets));
  });
  return {
    scores(state) {
      const row = standardise(state);
      return weights.map((weight, c) => (shares[c] ?? 0) + dot(row, weight));
    },
  };
}

/** (x − mean) / deviation of each unit; 0 where it never varies. */
function standardiser(states: readonly Float32Array[], width: number): (state: Float32Array) => Float64Array {
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  const units = Array.from({ length: width }, (_, unit) => unit);
  for (const unit of units) {
    const values = states.map((state) => state[unit] ?? Number.NaN);
    const average = values.reduce((sum, x) => sum + x, 0) / values.length;
    mean[unit] = average;
    deviation[unit] = Math.sqrt(values.reduce((sum, x) => sum + (x - average) ** 2, 0) / values.length);
  }
  return (state) =>
    Float64Array.from(units, (unit) => {
      const spread = deviation[unit] ?? 0;
      return spread > 0 ? ((state[unit] ?? Number.NaN) - (mean[unit] ?? 0)) / spread : 0;
    });
}

/** Products of all pairs, with `ridge` added on the diagonal. */
const gram = (vectors: readonly Float64Array[], ridge: number): readonly Float64Array[] =>
  vectors.map((a, i) => Float64Array.from(vectors, (b, j) => dot(a, b) + (i === j ? ridge : 0)));

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

type Lower = readonly Float64Array[];

/** L with L·Lᵀ = A, A symmetric and positive definite. */
function cholesky(a: readonly Float64Array[]): Lower {
  const lower = a.map((row) => new Float64Array(row.length));
  a.forEach((row, i) => {
    const left = lower[i] as Float64Array;
    for (let j = 0; j <= i; j++) {
      const other = lower[j] as Float64Array;
      let rest = row[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (left[k] ?? 0) * (other[k] ?? 0);
      left[j] = i === j ? Math.sqrt(rest) : rest / (other[j] ?? Number.NaN);
    }
  });
  return lower;
}

/** x with L·Lᵀ·x = b. */
function solve(lower: Lower, b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < x.length; i++) {
    const row = lower[i] as Float64Array;
    let rest = x[i] ?? 0;
    for (let k = 0; k < i; k++) rest -= (row[k] ?? 0) * (x[k] ?? 0);
    x[i] = rest / (row[i] ?? Number.NaN);
  }
  for (let i = x.length - 1; i >= 0; i--) {
    let rest = x[i] ?? 0;
    for (let k = i + 1; k < x.length; k++) rest -= (lower[k]?.[i] ?? 0) * (x[k] ?? 0);
    x[i] = rest / (lower[i]?.[i] ?? Number.NaN);
  }
  return x;
}
