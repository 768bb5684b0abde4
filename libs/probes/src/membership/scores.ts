/**
 * Scores of membership from one pass over the true answer; higher looks more like something that was trained on.
 *
 *   loss      −ℓ,  ℓ = −mean_t log p_t
 *   zlib      −ℓ / |zlib(answer)|, the answer's compressed bytes            (Carlini et al., arXiv:2012.07805)
 *   min-k     mean of the lowest k of the log p_t                           (Shi et al., arXiv:2310.16789)
 *   min-k++   the same of (log p_t − μ_t)/σ_t over the vocabulary           (Zhang et al., arXiv:2404.02936)
 */
import { deflateSync } from 'node:zlib';
import type { AnswerScore } from '@palimpsest/models';

/** What a score may look at. */
export type Read = Pick<AnswerScore, 'tokens' | 'standardised'>;

export const loss = ({ tokens }: Read): number => mean(tokens);

export const zlib = (read: Read, answer: string): number => loss(read) / deflateSync(answer).length;

/** @param share k, in (0, 1]: ⌊k·T⌋ tokens, but at least one */
export const minK = ({ tokens }: Read, share: number): number => mean(lowest(tokens, share));

export const minKPlusPlus = ({ standardised }: Read, share: number): number => mean(lowest(standardised, share));

function lowest(values: readonly number[], share: number): readonly number[] {
  const count = Math.max(1, Math.floor(values.length * share));
  return [...values].sort((a, b) => a - b).slice(0, count);
}

/** NaN, which is not measured, when there are none. */
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
