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
  /** Cubic weights outside the input count as nothing, instead of repeating its edge. */
  readonly excludesOutside: boolean;
}

/** Row o holds the weights of the inputs in output o; [resized, size], row by row. */
export function interpolationMatrix(
  size: number,
  resized: number,
  scale: number,
  interpolation: Interpolation,
): readonly number[] {
  const matrix = Array<number>(resized * size).fill(0);
  for (let row = 0; row < resized; row++) {
    const weights = weightsAt(coordinate(row, size, resized, scale, interpolation.coordinates), interpolation);
    const inside = interpolation.excludesOutside ? weights.filter(([at]) => at >= 0 && at < size) : weights;
    const total = interpolation.excludesOutside ? inside.reduce((sum, [, weight]) => sum + weight, 0) : 1;
    for (const [at, weight] of inside) {
      const column = Math.min(Math.max(at, 0), size - 1);
      matrix[row * size + column] = (matrix[row * size + column] ?? 0) + weight / total;
    }
  }
  return matrix;
}

function coordinate(row: number, size: number, resized: number, scale: number, mode: string): number {
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
