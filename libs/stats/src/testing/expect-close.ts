/** Comparing with golden values: 1e-9 relative unless told, and never silently passing a NaN. */

interface Tolerance {
  /** Of the expected value. */
  readonly relative?: number;
  /** For values next to 0, where a relative comparison says nothing. */
  readonly absolute?: number;
}

/** Throws with both values and their distance when they differ by more than the wider tolerance. */
export function expectClose(
  actual: number,
  expected: number,
  label: string,
  { relative = 1e-9, absolute = 0 }: Tolerance = {},
): void {
  const distance = Math.abs(actual - expected);
  if (actual === expected || distance <= Math.max(absolute, relative * Math.abs(expected))) return;
  throw new Error(`${label}: got ${actual} instead of ${expected}, ${distance} apart`);
}

/** The same for both ends of an interval. */
export function expectEnds(
  actual: { readonly low: number; readonly high: number },
  expected: readonly number[],
  label: string,
  tolerance: Tolerance = {},
): void {
  expectClose(actual.low, expected[0] ?? Number.NaN, `${label}, low`, tolerance);
  expectClose(actual.high, expected[1] ?? Number.NaN, `${label}, high`, tolerance);
}
