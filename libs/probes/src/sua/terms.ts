/** The three terms of SUA's loss and their weights: L = L_adv + w_den·L_den + w_align·L_align (SCIENCE §1.2). */
export type Term = 'adversarial' | 'denoised' | 'alignment';

/** L_adv has weight 1. A term of weight 0 is not built. */
export type TermWeights = Readonly<Record<Exclude<Term, 'adversarial'>, number>>;
