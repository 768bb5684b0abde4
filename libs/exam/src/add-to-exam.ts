/** A part of the examination that was run later, added to what was written before. */
import type { presets } from '@palimpsest/contracts';
import type { Examination, ExamResult, ExamVerdict } from './exam-result.js';
import { scoreOf } from './exam-score.js';

/**
 * Checkpoints that were examined anew replace what was said of them with that preset; the others stay, and what was said
 * of them by another version of the preset is marked with that version.
 *
 * @throws RangeError when the two are about other people or other checkpoints of the same name
 */
export function addToExam(before: ExamResult, added: ExamResult): ExamResult {
  if (before.dataset.digest !== added.dataset.digest) throw new RangeError('the two were made on different people');
  const known = new Map(before.checkpoints.map((checkpoint) => [checkpoint.name, checkpoint]));
  const changed = added.checkpoints.filter(({ name, digest }) => (known.get(name)?.digest ?? digest) !== digest);
  if (changed.length > 0)
    throw new RangeError(`other files under the same name: ${changed.map(({ name }) => name).join(', ')}`);
  const checkpoints = [...before.checkpoints, ...added.checkpoints.filter(({ name }) => !known.has(name))];
  const calibrated = new Set(added.calibrations.map(({ preset }) => preset));
  return {
    ...added,
    checkpoints,
    examinations: inOrder(
      joined(before.examinations, added.examinations).map((examination) => ({
        ...examination,
        score: scoreOf(examination.verdicts, checkpoints),
      })),
    ),
    calibrations: inOrder([
      ...before.calibrations.filter(({ preset }) => !calibrated.has(preset)),
      ...added.calibrations,
    ]),
  };
}

function joined(before: readonly Examination[], added: readonly Examination[]): readonly Examination[] {
  const news = new Map(added.map((examination) => [examination.name, examination]));
  const old = new Set(before.map(({ name }) => name));
  return [
    ...before.map((examination) => withVerdicts(examination, news.get(examination.name))),
    ...added.filter(({ name }) => !old.has(name)),
  ];
}

function withVerdicts(before: Examination, added: Examination | undefined): Examination {
  if (!added) return before;
  const anew = new Set(added.verdicts.map(({ checkpoint }) => checkpoint));
  const plans = new Set(added.audits.map(({ plan }) => plan));
  return {
    ...added,
    isCurtailed: (before.isCurtailed ?? false) || (added.isCurtailed ?? false),
    audits: [...before.audits.filter(({ plan }) => !plans.has(plan)), ...added.audits],
    verdicts: [
      ...before.verdicts.filter(({ checkpoint }) => !anew.has(checkpoint)).map(marked(before.version, added.version)),
      ...added.verdicts,
    ],
  };
}

/** With the version that a verdict is by, where the examination is by another one now. */
const marked =
  (was: number, now: number) =>
  ({ version = was, ...verdict }: ExamVerdict): ExamVerdict =>
    version === now ? verdict : { ...verdict, version };

const order = ['screening', 'demo', 'standard', 'regulator'] satisfies readonly (keyof typeof presets)[];
const rank = ({ preset }: { readonly preset: string }) => (order as readonly string[]).indexOf(preset);
const inOrder = <Row extends { readonly preset: string }>(rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => rank(a) - rank(b));
