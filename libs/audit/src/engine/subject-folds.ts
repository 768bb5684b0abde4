/**
 * Who trains a probe and who is scored: folds by subject, so that nobody is on both sides, and validation
 * subjects taken from inside the training fold. Sorted first, so the order of the data set does not matter.
 */
import { Rng } from '@palimpsest/tensor';
import type { SubjectSplit } from '../ports/work.js';

/**
 * @param subjects pseudonyms of all eligible subjects
 * @param validationShare of each training fold; at least one subject when it is above 0 and three are there
 * @returns one split per fold; every subject is held out exactly once
 */
export function subjectFolds(
  subjects: readonly string[],
  folds: number,
  validationShare: number,
  seed: number,
): readonly SubjectSplit[] {
  const rng = new Rng(`folds/${seed}`);
  const order = rng.shuffle([...subjects].sort());
  return Array.from({ length: folds }, (_, fold) => {
    const heldOut = order.filter((_, index) => index % folds === fold).sort();
    const rest = order.filter((_, index) => index % folds !== fold);
    const wanted = validationShare > 0 && rest.length >= 3 ? Math.max(1, Math.floor(rest.length * validationShare)) : 0;
    return { heldOut, train: rest.slice(wanted).sort(), validation: rest.slice(0, wanted).sort() };
  });
}
