/**
 * KLoM, the KL divergence of margins (Georgiev et al., "Attribute-to-Delete", ICLR 2025, arXiv:2410.23232): for one
 * question, how differently models retrained without the data and unlearned models place the true value,
 *
 *   KLoM = KL(margins of retrained models ‖ margins of unlearned models),  margin = log p(true) − log Σ p(others)
 *
 * estimated as published: margins clipped to ±100, 20 bins of equal width over both samples, unlearned bins that are
 * emptier than 1e-5 where there are retrained ones raised to it, both sides summing to 1. The published code loses the
 * largest margin, which lies on the last edge; here the last bin has it. It wants about a hundred models on either side.
 */
import type { ValueLikelihoods } from './truth-ratio.js';

/** @param values how many values the attribute has, the true one among them; at least 2 */
export const marginOf = ({ truth, others }: ValueLikelihoods, values: number): number =>
  truth - others - Math.log(values - 1);

const limit = 100;
const leastShare = 1e-5;

/**
 * KL(retrained ‖ unlearned) of one question's margins, in nats, ≥ 0.
 * @returns null when a sample is empty or has a value that is no number
 */
export function klomOfMargins(
  retrained: readonly number[],
  unlearned: readonly number[],
  { bins = 20 }: { readonly bins?: number } = {},
): number | null {
  const all = [...retrained, ...unlearned].map(clipped);
  if (retrained.length === 0 || unlearned.length === 0 || all.some(Number.isNaN)) return null;
  const edges = edgesOf(Math.min(...all), Math.max(...all), bins);
  const p = sharesOf(retrained, edges);
  const raised = sharesOf(unlearned, edges).map((share, bin) => (p[bin] ? Math.max(share, leastShare) : share));
  const whole = raised.reduce((sum, share) => sum + share, 0);
  return p.reduce((sum, share, bin) => {
    const other = (raised[bin] ?? 0) / whole;
    return share > 0 ? sum + share * Math.log(share / other) : sum;
  }, 0);
}

const clipped = (margin: number): number => Math.min(limit, Math.max(-limit, margin));

/** A range without width becomes one of width 1. */
function edgesOf(low: number, high: number, bins: number): readonly number[] {
  const end = high > low ? high : low + 1;
  return Array.from({ length: bins + 1 }, (_, index) => (index === bins ? end : low + index * ((end - low) / bins)));
}

/** Bins are closed on the left; the last one on both sides. */
function sharesOf(margins: readonly number[], edges: readonly number[]): readonly number[] {
  const counts = Array<number>(edges.length - 1).fill(0);
  for (const margin of margins) {
    const edge = edges.findLastIndex((start) => start <= clipped(margin));
    const bin = Math.min(edges.length - 2, edge);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count) => count / margins.length);
}
