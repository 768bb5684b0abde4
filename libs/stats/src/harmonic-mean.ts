/**
 * TOFU's model utility (arXiv:2401.06121, §2.2.2) is the harmonic mean of what is measured on people to be kept: one
 * metric near 0 pulls all of it down.
 */

/** n ÷ Σ 1/x, of values in [0, ∞); 0 when one of them is. Null without values and when one is negative or no number. */
export function harmonicMean(values: readonly number[]): number | null {
  if (values.length === 0 || values.some((value) => !(value >= 0 && value < Infinity))) return null;
  if (values.includes(0)) return 0;
  return values.length / values.reduce((sum, value) => sum + 1 / value, 0);
}
