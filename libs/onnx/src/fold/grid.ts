/** Small tensors as plain numbers, and walking them by coordinates. */

export interface Grid {
  readonly dims: readonly number[];
  /** Row-major; bools are 0 and 1. */
  readonly values: readonly number[];
}

/** Elements to skip per step along each axis. */
export function strides(dims: readonly number[]): readonly number[] {
  const result = dims.map(() => 1);
  for (let axis = dims.length - 2; axis >= 0; axis--) result[axis] = (result[axis + 1] ?? 1) * (dims[axis + 1] ?? 1);
  return result;
}

/** A grid of `dims` whose element at each coordinate is `at(coordinate)`. */
export function fillGrid(dims: readonly number[], at: (coordinate: readonly number[]) => number): Grid {
  const count = dims.reduce((product, dim) => product * dim, 1);
  const steps = strides(dims);
  const values = Array.from({ length: count }, (_, flat) =>
    at(dims.map((dim, axis) => Math.floor(flat / (steps[axis] ?? 1)) % dim)),
  );
  return { dims, values };
}

/** The element at a coordinate, axes aligned at the end and dims of 1 repeated, as broadcasting does. */
export function readBroadcast(grid: Grid, coordinate: readonly number[]): number {
  const shift = coordinate.length - grid.dims.length;
  const steps = strides(grid.dims);
  const flat = grid.dims.reduce((sum, dim, axis) => {
    const position = dim === 1 ? 0 : (coordinate[axis + shift] ?? 0);
    return sum + position * (steps[axis] ?? 1);
  }, 0);
  return grid.values[flat] ?? Number.NaN;
}
