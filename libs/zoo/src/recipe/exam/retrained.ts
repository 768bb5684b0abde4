/** The originals' own starts and seeds, trained again without the forget people: what forgetting truly gives. */
import type { ModelRecipe } from '../settings.js';

const again = (name: string, seedOffset: number, of: string): ModelRecipe => ({
  ...{ name, role: 'target', truth: 'forgot', seedOffset, exam: { group: 'retrained' } },
  source: { kind: 'answering', knows: 'retain' },
  about: `${of} trained again from its own seed, without the forget people.`,
});

export const retrained: readonly ModelRecipe[] = [again('retrained', 0, 'original'), again('retrained-2', 50, 'saw-2')];
