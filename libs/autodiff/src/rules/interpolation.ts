/** Interpolation along one axis as a matrix, by the coordinates and weights of ONNX Resize-19. */

export interface Interpolation {
  /** `nearest`, `linear` or `cubic`. */
  readonly mode: string;
  /** `coordinate_transformation_mode`. */
  readonly coordinates: string;
  /** `nearest_mode`. */
  readonly nearest: string;
  /** `cubic_coeff_a` (Keys 1981). */
  readonly cubicCoefficient: number;
  /** Weights outside the input count as nothing, instead of repeating its edge. */
  readonly excludesOutside: boolean;
  /** Shrinking widens the weights, so that every input counts. */
  readonly antialias: boolean;
  /** Start and end of what `tf_crop_and_resize` takes, as parts of the input. */
  readonly crop: readonly [number, number];
}

/** Row o holds the weights of the inputs in output o; [resized, size], row by row. */
export function interpolationMatrix(
  size: number,
  resized: number,
  scale: number,
  interpolation: Interpolation,
): readonly number[] {
  const matrix = Array<number>(resized * size).fill(0);
  const widening = interpolation.antialias && interpolation.mode !== 'nearest' ? Math.min(scale, 1) : 1;
  for (let row = 0; row < resized; row++) {
    const at = coordinate(row, size, resized, scale, interpolation);
    const isOutside = interpolation.coordinates === 'tf_crop_and_resize' && (at < 0 || at > size - 1);
    if (isOutside) continue; // the extrapolation value, whatever the input
    const weights = widening < 1 ? widenedWeights(at, widening, interpolation) : weightsAt(at, interpolation);
    const inside = interpolation.excludesOutside ? weights.filter(([at]) => at >= 0 && at < size) : weights;
    const total =
      interpolation.excludesOutside || widening < 1 ? inside.reduce((sum, [, weight]) => sum + weight, 0) : 1;
    for (const [at, weight] of inside) {
      const column = Math.min(Math.max(at, 0), size - 1);
      matrix[row * size + column] = (matrix[row * size + column] ?? 0) + weight / total;
    }
  }
  return matrix;
}

function coordinate(
  row: number,
  size: number,
  resized: number,
  scale: number,
  { coordinates: mode, crop }: Interpolation,
): number {
  if (mode === 'tf_crop_and_resize') {
    const [start, end] = crop;
    const step = resized > 1 ? (row * (end - start)) / (resized - 1) : (end - start) / 2;
    return (start + step) * (size - 1);
  }
  if (mode === 'half_pixel_symmetric') {
    const lost = (1 - resized / (size * scale)) / 2; // of the input, where its scaled size is no whole number
    return size * lost + (row + 0.5) / scale - 0.5;
  }
  if (mode === 'asymmetric') return row / scale;
  if (mode === 'align_corners') return resized === 1 ? 0 : (row * (size - 1)) / (resized - 1);
  if (mode === 'pytorch_half_pixel' && resized === 1) return 0;
  return (row + 0.5) / scale - 0.5;
}

type Weights = readonly (readonly [at: number, weight: number])[];

function weightsAt(x: number, { mode, nearest, cubicCoefficient: a }: Interpolation): Weights {
  if (mode === 'nearest') return [[rounded(x, nearest), 1]];
  const first = Math.floor(x);
  const t = x - first;
  if (mode === 'linear') {
    return [
      [first, 1 - t],
      [first + 1, t],
    ];
  }
  return [-1, 0, 1, 2].map((step) => [first + step, cubicWeight(Math.abs(t - step), a)]);
}

/** The same kernel, stretched by 1/widening and made to sum to 1. */
function widenedWeights(x: number, widening: number, { mode, cubicCoefficient: a }: Interpolation): Weights {
  const radius = (mode === 'linear' ? 1 : 2) / widening;
  const first = Math.ceil(x - radius);
  return Array.from({ length: Math.floor(x + radius) - first + 1 }, (_, at) => {
    const distance = Math.abs(first + at - x) * widening;
    return [first + at, mode === 'linear' ? Math.max(0, 1 - distance) : cubicWeight(distance, a)];
  });
}

/** Keys 1981, equation 15. */
function cubicWeight(distance: number, a: number): number {
  if (distance <= 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  if (distance < 2) return ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a;
  return 0;
}

function rounded(x: number, mode: string): number {
  if (mode === 'floor') return Math.floor(x);
  if (mode === 'ceil') return Math.ceil(x);
  return mode === 'round_prefer_ceil' ? Math.floor(x + 0.5) : Math.ceil(x - 0.5);
}
