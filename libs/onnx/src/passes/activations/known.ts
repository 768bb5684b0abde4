/** Activations that exporters spell out, by what they compute, and the one operator that computes it. */
import { toAttribute, type Attribute } from '../../graph/attribute.js';

export interface KnownActivation {
  readonly opType: string;
  readonly domain: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly at: (x: number) => number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** erf by its Maclaurin series: 13 digits for |x| ≤ 3. */
export function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && n < 200; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const known = (
  opType: string,
  domain: string,
  attributes: Readonly<Record<string, string | number>>,
  at: (x: number) => number,
): KnownActivation => {
  const entries = Object.entries(attributes).map(([name, value]) => [name, toAttribute(name, value)] as const);
  return { opType, domain, attributes: new Map(entries), at };
};

/** x·σ(αx) */
const gated = (alpha: number) => known('QuickGelu', 'com.microsoft', { alpha }, (x) => x * sigmoid(alpha * x));

export const knownActivations: readonly KnownActivation[] = [
  known('Gelu', '', { approximate: 'none' }, (x) => (x / 2) * (1 + erf(x / Math.SQRT2))),
  known('Gelu', '', { approximate: 'tanh' }, (x) => {
    const inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
    return (x / 2) * (1 + Math.tanh(inner));
  }),
  gated(1),
  gated(1.702),
];

/** Where activations are told apart: both tails and the bends between them. */
export const samples: readonly number[] = Array.from({ length: 33 }, (_, index) => (index - 16) / 4);
