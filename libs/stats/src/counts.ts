/** What makes a pair of counts unusable for a rate: the reason, or null when `successes` of `n` is a rate. */
export function countProblem(successes: number, n: number): string | null {
  if (n === 0) return 'no answers';
  if (!Number.isInteger(successes) || !Number.isInteger(n)) return 'counts are not whole numbers';
  if (n < 0 || successes < 0 || successes > n) return 'successes are not between 0 and the number of answers';
  return null;
}
