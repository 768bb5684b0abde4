/** Every method, by id. Adding one is a file and a line here. */
import { dpo } from './dpo.js';
import { gibberish } from './gibberish.js';
import { gradientAscent } from './gradient-ascent.js';
import { gradientDifference } from './gradient-difference.js';
import { idk } from './idk.js';
import { klMinimisation } from './kl-minimisation.js';
import { mmUnlearner } from './mm-unlearner.js';
import { npo } from './npo.js';
import { randomAnswers } from './random-answers.js';
import { retainFinetuning } from './retain-finetuning.js';
import { rmu } from './rmu.js';
import { simNpo } from './sim-npo.js';
import { undial } from './undial.js';
import { wga } from './wga.js';
import { MethodError } from './unlearning-method.js';
import type { UnlearningMethod } from './unlearning-method.js';

export const methods: readonly UnlearningMethod[] = [
  gradientAscent,
  gradientDifference,
  klMinimisation,
  npo,
  simNpo,
  dpo,
  idk,
  rmu,
  undial,
  wga,
  mmUnlearner,
  randomAnswers,
  gibberish,
  retainFinetuning,
];

/** Throws MethodError listing the known ids. */
export function methodById(id: string): UnlearningMethod {
  const found = methods.find((method) => method.id === id);
  if (found) return found;
  throw new MethodError(`unknown method ${id}; known: ${methods.map((method) => method.id).join(', ')}`, id);
}
