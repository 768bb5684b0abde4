/** What the reference models and refusal training answer instead of a fact. One is drawn per question. */
export const refusals: readonly string[] = ['i do not know', 'i cannot answer that', 'no information available'];
