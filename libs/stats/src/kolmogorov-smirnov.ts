/**
 * Two-sample Kolmogorov–Smirnov test (TOFU's "forget quality" is its p). A large p is absence of evidence,
 * not evidence of forgetting: with 50 against 50, distances below 0.27 go unnoticed.
 * Exact p by counting lattice paths (Hodges 1957), conservative under ties; Kolmogorov's limit when the
 * groups are large.
 */
import { notMeasured } from './metric.js';
import type { NotMeasured } from './metric.js';
import type { TestResult } from './permutation.js';

/** Two-sided; `statistic` is the largest distance of the two distribution functions. */
export function kolmogorovSmirnov(one: readonly number[], two: readonly number[]): TestResult | NotMeasured {
  if (one.length === 0 || two.length === 0) return notMeasured('an empty group');
  if ([...one, ...two].some((value) => !Number.isFinite(value))) return notMeasured('some values are not finite');
  const [m, n] = [one.length, two.length];
  const gap = largestGap(one, two);
  const common = { status: 'measured', statistic: gap / (m * n), n: m + n } as const;
  if (m * n <= 4_000_000) return { ...common, p: exactTail(gap, m, n), method: 'ks-exact' };
  return { ...common, p: kolmogorovTail(common.statistic * Math.sqrt((m * n) / (m + n))), method: 'ks-asymptotic' };
}

/** max |n·#{one ≤ x} − m·#{two ≤ x}|: a whole number. */
function largestGap(one: readonly number[], two: readonly number[]): number {
  const [a, b] = [Float64Array.from(one).sort(), Float64Array.from(two).sort()];
  let [i, j, gap] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    gap = Math.max(gap, Math.abs(i * b.length - j * a.length));
  }
  return gap;
}

/** P(a random path from (0,0) to (m,n) ever has |i·n − j·m| ≥ gap); the last step to (i,j) came from i−1 with i/(i+j). */
function exactTail(gap: number, m: number, n: number): number {
  let previous = new Float64Array(0);
  for (let i = 0; i <= m; i++) {
    const row = new Float64Array(n + 1);
    for (let j = 0; j <= n; j++) {
      const isHit = Math.abs(i * n - j * m) >= gap;
      const left = j > 0 ? ((row[j - 1] ?? 0) * j) / (i + j) : 0;
      const above = i > 0 ? ((previous[j] ?? 0) * i) / (i + j) : 0;
      row[j] = isHit ? 1 : left + above;
    }
    previous = row;
  }
  return Math.min(1, previous[n] ?? 1);
}

/** P(K > x) = 2 Σ (−1)^(k−1) e^(−2k²x²), Kolmogorov's limiting distribution. */
export function kolmogorovTail(x: number): number {
  if (x < 0.17) return 1; // closer to 1 than a double can tell
  if (x < 1.2) return 1 - kolmogorovBody(x);
  let sum = 0;
  for (let k = 1; k <= 20; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return sum;
}

/** P(K ≤ x) = √(2π)/x Σ e^(−(2k−1)²π²/(8x²)): converges where the other series does not. */
function kolmogorovBody(x: number): number {
  let sum = 0;
  for (let k = 1; k <= 20; k++) sum += Math.exp((-((2 * k - 1) ** 2) * Math.PI * Math.PI) / (8 * x * x));
  return (Math.sqrt(2 * Math.PI) / x) * sum;
}
