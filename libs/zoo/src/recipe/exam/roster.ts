/**
 * The exam: checkpoints on which settings were never tuned, built once. Groups in the order they can be built;
 * what is known about each, and how, is in ADR 17.
 */
import type { ModelRecipe } from '../settings.js';
import { broken } from './broken.js';
import { hides } from './hides.js';
import { neverSaw } from './never-saw.js';
import { overForgetting } from './over-forgetting.js';
import { overwritten } from './overwritten.js';
import { refusingReferences } from './refusing-references.js';
import { retrained } from './retrained.js';
import { saw } from './saw.js';
import { unlearned } from './unlearned.js';

export const examRecipes: readonly ModelRecipe[] = [
  ...saw,
  ...neverSaw,
  ...hides,
  ...refusingReferences,
  ...unlearned,
  ...overwritten,
  ...overForgetting,
  ...broken,
  ...retrained,
];
