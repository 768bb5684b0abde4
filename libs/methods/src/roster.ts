/** Every method, by id. Adding one is a file and a line here. */
import { gradientAscent } from './gradient-ascent.js';
import { gradientDifference } from './gradient-difference.js';
import { idk } from './idk.js';
import { klMinimisation } from './kl-minimisation.js';
import { npo } from './npo.js';
import { MethodError } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const methods: readonly UnlearningMethod[] = [gradientAscent, gradientDifference, klMinimisation, npo, idk];

/** Throws MethodError listing the known ids. */
export function methodById(id: string): UnlearningMethod {
  const found = methods.find((method) => method.id === id);
  if (found) return found;
  throw new MethodError(`unknown method ${id}; known: ${methods.map((method) => method.id).join(', ')}`, id);
}
