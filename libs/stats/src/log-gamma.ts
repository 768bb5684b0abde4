/**
 * ln Γ(x) for x > 0 to about 1e-15, also beside its zeros at 1 and 2, and the rest of Stirling's formula.
 * Around 2 the Taylor series with ζ(k) − 1 (Abramowitz & Stegun 6.1.33), elsewhere Stirling's series after
 * shifting the argument up (6.1.41).
 */

/* eslint-disable no-loss-of-precision -- the digits as computed in 30-digit arithmetic */
const oneMinusEuler = 0.42278433509846713939;
/** ζ(k) − 1 for k = 2, 3, … */
const zetaMinusOne = [
  0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516, 0.036927755143369926331,
  0.017343061984449139715, 0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179,
  0.00099457512781808533715, 0.0004941886041194645587, 0.00024608655330804829864, 0.00012271334757848914675,
  0.000061248135058704829259, 0.000030588236307020493552, 0.000015282259408651871733, 7.6371976378997622736e-6,
  3.8172932649998398565e-6, 1.9082127165539389257e-6, 9.5396203387279611315e-7, 4.7693298678780646312e-7,
  2.3845050272773299e-7, 1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8,
  1.4901554828365041235e-8, 7.450711789835429492e-9, 3.7253340247884570548e-9,
];
/** B(2k) / (2k (2k − 1)): the coefficients of Stirling's series in 1/x, 1/x³, … */
const stirling = [
  0.083333333333333333333, -0.0027777777777777777778, 0.00079365079365079365079, -0.0005952380952380952381,
  0.00084175084175084175084, -0.0019175269175269175269, 0.0064102564102564102564, -0.02955065359477124183,
  0.17964437236883057316,
];
const halfLogTwoPi = 0.91893853320467274178;
/* eslint-enable no-loss-of-precision */

/** ln Γ(x), x > 0; NaN below 0, Infinity at 0. */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : Number.NaN;
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingSeries(x);
  if (x < 0.5) return aroundTwo(x) - Math.log(x) - Math.log1p(x);
  if (x < 1.5) return aroundTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let shifted = x;
  while (shifted > 2.5) {
    shifted -= 1;
    product *= shifted;
  }
  return aroundTwo(shifted - 2) + Math.log(product);
}

/** ln Γ(2 + z) = z(1 − γ) + Σ (−1)^k (ζ(k) − 1) z^k / k, for |z| ≤ ½. */
function aroundTwo(z: number): number {
  let sum = 0;
  for (let index = zetaMinusOne.length - 1; index >= 0; index--) {
    const k = index + 2;
    sum = sum * z + ((k % 2 === 0 ? 1 : -1) * (zetaMinusOne[index] ?? 0)) / k;
  }
  return z * (oneMinusEuler + z * sum);
}

/** ln n! − ((n + ½) ln n − n + ½ ln 2π), for n > 0: what Stirling's formula leaves out (Loader 2000, `stirlerr`). */
export function stirlingError(n: number): number {
  if (n >= 10) return stirlingSeries(n);
  return logGamma(n + 1) - ((n + 0.5) * Math.log(n) - n + halfLogTwoPi);
}

function stirlingSeries(x: number): number {
  const inverseSquare = 1 / (x * x);
  return stirling.reduceRight((sum, coefficient) => sum * inverseSquare + coefficient, 0) / x;
}
