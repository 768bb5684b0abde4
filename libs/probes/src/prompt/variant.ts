/** One way of asking: what it changes of the candidate. Wordings are data, beside the variant that uses them. */
import type { Candidate, ProbeContext, Wording } from '@palimpsest/audit';

export interface PromptVariant {
  /** Names the row in findings. */
  readonly id: string;
  candidate(context: Pick<ProbeContext, 'model' | 'retained'>): Promise<Omit<Candidate, 'variant'>>;
}

/** A variant that only writes the question anew, whatever the question is. */
export function rewriting(
  id: string,
  rewrite: (question: string) => Pick<Wording, 'question' | 'prefill'>,
): PromptVariant {
  const rephrase: Candidate['rephrase'] = ({ question, image }) => ({ ...rewrite(question), image });
  return { id, candidate: () => Promise.resolve({ rephrase }) };
}
