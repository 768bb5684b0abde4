/** A part of the examination that was run later, added to what was written before. */
import type { presets } from '@palimpsest/contracts';
import type { ExamResult } from './exam-result.js';

/**
 * Presets that were run anew replace what was there; the others stay.
 *
 * @throws RangeError when the two are about other people or other checkpoints of the same name
 */
export function addToExam(before: ExamResult, added: ExamResult): ExamResult {
  if (before.dataset.digest !== added.dataset.digest) throw new RangeError('the two were made on different people');
  const known = new Map(before.checkpoints.map((checkpoint) => [checkpoint.name, checkpoint]));
  const changed = added.checkpoints.filter(({ name, digest }) => (known.get(name)?.digest ?? digest) !== digest);
  if (changed.length > 0)
    throw new RangeError(`other files under the same name: ${changed.map(({ name }) => name).join(', ')}`);
  const fresh = new Set(added.examinations.map(({ preset }) => preset));
  const both = <Row extends { readonly preset: string }>(old: readonly Row[], rows: readonly Row[]): readonly Row[] =>
    [...old.filter(({ preset }) => !fresh.has(preset)), ...rows].sort((a, b) => rank(a) - rank(b));
  return {
    ...added,
    checkpoints: [...before.checkpoints, ...added.checkpoints.filter(({ name }) => !known.has(name))],
    examinations: both(before.examinations, added.examinations),
    calibrations: both(before.calibrations, added.calibrations),
  };
}

const order = ['screening', 'demo', 'standard', 'regulator'] satisfies readonly (keyof typeof presets)[];
const rank = ({ preset }: { readonly preset: string }) => (order as readonly string[]).indexOf(preset);
