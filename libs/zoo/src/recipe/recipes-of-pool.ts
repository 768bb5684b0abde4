/** Which models a pool has, in the order they can be built. */
import { examRecipes } from './exam/roster.js';
import { modelRecipes } from './settings.js';
import type { ModelRecipe, PoolName } from './settings.js';

export function recipesOf(pool: PoolName): readonly ModelRecipe[] {
  return pool === 'exam' ? examRecipes : modelRecipes;
}
