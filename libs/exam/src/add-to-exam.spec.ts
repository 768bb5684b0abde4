import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addToExam } from './add-to-exam.js';
import { examPage } from './exam-page.js';
import type { ExamResult, ExamVerdict } from './exam-result.js';

const published = JSON.parse(readFileSync(new URL('../../../docs/exam.json', import.meta.url), 'utf8')) as ExamResult;
/** All by one version of each preset. */
const written: ExamResult = {
  ...published,
  examinations: published.examinations
    .filter(({ preset }) => preset !== 'regulator')
    .map((examination) => ({ ...examination, verdicts: examination.verdicts.map(unmarked) })),
};
function unmarked(verdict: ExamVerdict): ExamVerdict {
  const { version, ...rest } = verdict;
  return version === undefined ? verdict : rest;
}
const names = ({ examinations }: ExamResult) => examinations.map(({ preset }) => preset);
const inconclusive = (verdict: ExamVerdict): ExamVerdict => ({ ...verdict, value: 'inconclusive', decidedBy: null });
const part = (preset: string): ExamResult => {
  const [first] = written.examinations;
  if (!first) throw new Error('docs/exam.json has no examination');
  return {
    ...written,
    checkpoints: written.checkpoints.slice(0, 3),
    examinations: [{ ...first, preset, name: preset, verdicts: first.verdicts.slice(0, 3).map(inconclusive) }],
    calibrations: [],
  };
};

describe('an examination run in parts', () => {
  it('keeps what was said of other presets and of checkpoints that are not in the part', () => {
    const whole = addToExam(written, part('regulator'));
    expect(names(whole)).toEqual([...names(written), 'regulator']);
    expect(whole.checkpoints).toEqual(written.checkpoints);
    expect(whole.calibrations).toEqual(written.calibrations);
  });

  it('takes what was run anew instead of what was there, checkpoint by checkpoint', () => {
    const whole = addToExam(written, part('screening'));
    const [before, after] = [written, whole].map((exam) => exam.examinations.find(({ name }) => name === 'screening'));
    const turned = part('screening').examinations[0]!.verdicts.map(({ checkpoint }) => checkpoint);
    expect(after?.verdicts.map(({ checkpoint }) => checkpoint).sort()).toEqual(
      before?.verdicts.map(({ checkpoint }) => checkpoint).sort(),
    );
    for (const verdict of after?.verdicts ?? [])
      if (turned.includes(verdict.checkpoint)) expect(verdict.value).toBe('inconclusive');
    expect(after?.score.inconclusive.count).toBe((before?.score.inconclusive.count ?? 0) + turned.length);
  });

  it('marks what another version of a preset said, until it is said anew', () => {
    const added = part('screening');
    const newer = (version: number) => ({
      ...added,
      examinations: added.examinations.map((examination) => ({ ...examination, version })),
    });
    const screened = ({ examinations }: ExamResult) => examinations.find(({ name }) => name === 'screening')!;
    const versions = (result: ExamResult) => screened(result).verdicts.map(({ version }) => version ?? 'own');
    const old = screened(written).version;
    const kept = screened(written).verdicts.length - 3;
    const once = addToExam(written, newer(99));
    expect(screened(once).version).toBe(99);
    expect(versions(once).sort()).toEqual([...Array.from({ length: kept }, () => old), 'own', 'own', 'own']);
    expect(versions(addToExam(once, newer(100))).sort()).toEqual(versions(once).sort());
    expect(examPage(once)).toContain(`${kept} of them with version ${old}, 3 of them with version 99 of the policy`);
    expect(examPage(written)).not.toContain('of them with version');
  });

  it('refuses other people, and other files under the same name', () => {
    const other = { ...part('regulator'), dataset: { ...written.dataset, digest: '0'.repeat(64) } };
    expect(() => addToExam(written, other)).toThrow('different people');
    const [first, ...rest] = part('regulator').checkpoints;
    const checkpoints = [{ ...first!, digest: '0'.repeat(64) }, ...rest];
    expect(() => addToExam(written, { ...part('regulator'), checkpoints })).toThrow(`name: ${first?.name}`);
  });
});
