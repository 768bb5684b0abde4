import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addToExam } from './add-to-exam.js';
import type { ExamResult } from './exam-result.js';

const written = JSON.parse(readFileSync(new URL('../../../docs/exam.json', import.meta.url), 'utf8')) as ExamResult;
const names = ({ examinations }: ExamResult) => examinations.map(({ preset }) => preset);
const part = (preset: string): ExamResult => {
  const [first] = written.examinations;
  if (!first) throw new Error('docs/exam.json has no examination');
  return {
    ...written,
    checkpoints: written.checkpoints.slice(0, 3),
    examinations: [{ ...first, preset, name: preset, verdicts: first.verdicts.slice(0, 3) }],
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

  it('takes what was run anew instead of what was there', () => {
    const whole = addToExam(written, part('screening'));
    const screening = whole.examinations.filter(({ preset }) => preset === 'screening');
    expect(screening.map(({ verdicts }) => verdicts.length)).toEqual([3]);
    expect(whole.examinations[0]?.preset).toBe('screening');
  });

  it('refuses other people, and other files under the same name', () => {
    const other = { ...part('regulator'), dataset: { ...written.dataset, digest: '0'.repeat(64) } };
    expect(() => addToExam(written, other)).toThrow('different people');
    const [first, ...rest] = part('regulator').checkpoints;
    const checkpoints = [{ ...first!, digest: '0'.repeat(64) }, ...rest];
    expect(() => addToExam(written, { ...part('regulator'), checkpoints })).toThrow(`name: ${first?.name}`);
  });
});
