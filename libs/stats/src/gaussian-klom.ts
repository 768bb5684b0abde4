/**
 * A distance in the manner of KLoM (klom.ts) for one unlearned model and a handful of retrained ones, where there is
 * nothing to put into bins. The margins of question i are taken as Gaussian: around the mean μ_i of the retrained
 * models, with one variance s² for all questions, pooled over them, and the same around the unlearned model's m_i:
 *
 *   KL(N(μ_i, s²) ‖ N(m_i, s²)) = (μ_i − m_i)² ÷ 2s²,   s² = Σ_i Σ_k (m_ik − μ_i)² ÷ (I·(K − 1))
 *
 * That the unlearned model would vary from seed to seed as much as retrained ones is an assumption of this file. One
 * more retrained model is expected at (1 + 1/K)/2, not at 0: compare with leaving each of them out in turn.
 */

/** Rows are models, columns the same questions for all of them. */
export type Margins = readonly (readonly number[])[];

/**
 * Per question, in nats, ≥ 0.
 * @returns null for fewer than two references, rows of unequal length, or references that agree in everything
 */
export function gaussianKlom(target: readonly number[], references: Margins): readonly number[] | null {
  const questions = target.length;
  if (references.length < 2 || questions === 0 || references.some(({ length }) => length !== questions)) return null;
  const means = target.map((_, at) => meanAt(references, at));
  const squares = references.flatMap((row) => row.map((margin, at) => (margin - (means[at] ?? Number.NaN)) ** 2));
  const variance = squares.reduce((sum, square) => sum + square, 0) / (questions * (references.length - 1));
  if (!(variance > 0 && variance < Infinity)) return null;
  return target.map((margin, at) => (margin - (means[at] ?? Number.NaN)) ** 2 / (2 * variance));
}

const meanAt = (rows: Margins, at: number): number =>
  rows.reduce((sum, row) => sum + (row[at] ?? Number.NaN), 0) / rows.length;
