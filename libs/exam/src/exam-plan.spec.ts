import { describe, expect, it } from 'vitest';
import { examPlan, type ExamEntry } from './exam-plan.js';

const pool: readonly ExamEntry[] = [
  { name: 'original', role: 'original', group: 'saw' },
  { name: 'never-saw-1', role: 'reference', group: 'never-saw' },
  { name: 'never-saw-3', role: 'target', group: 'never-saw' },
  { name: 'hides-lora', role: 'target', group: 'hides' },
  { name: 'refusing-lora', role: 'reference-refusing', group: 'never-saw', matches: ['hides-lora', 'hides-lora-2'] },
];
const exploratory = ['quantise', 'paraphrase', 'logit-lens', 'linear-probe', 'membership'];
const purposeOf = (probe: string) =>
  probe === 'noise' ? 'control' : exploratory.includes(probe) ? 'exploratory' : 'confirmatory';
const planOf = (...targets: readonly string[]) =>
  examPlan({ preset: 'standard', batch: 'test', dataset: 'people-exam', purposeOf }, pool, new Set(targets));
const castOf = (...targets: readonly string[]) =>
  Object.fromEntries(planOf(...targets).checkpoints.map(({ name, roles, matches }) => [name, [roles, matches]]));

describe('the plan of the exam', () => {
  it('has the original and the references as controls, whoever is judged', () => {
    expect(castOf('never-saw-3')).toEqual({
      original: [['original'], undefined],
      'never-saw-1': [['reference'], undefined],
      'never-saw-3': [['target'], undefined],
    });
  });

  it('judges a control against the others', () => {
    expect(castOf('never-saw-1', 'original')).toMatchObject({
      original: [['target', 'original'], undefined],
      'never-saw-1': [['target', 'reference'], undefined],
    });
  });

  it('compares with a refusing reference only whom it matches', () => {
    expect(castOf('hides-lora')).toMatchObject({ 'refusing-lora': [['matched-reference'], ['hides-lora']] });
    expect(castOf('refusing-lora')).toMatchObject({ 'refusing-lora': [['target'], undefined] });
    expect(castOf('never-saw-3')).not.toHaveProperty('refusing-lora');
  });

  it('tells nobody the truth, and leaves out what decides nothing', () => {
    const plan = planOf('hides-lora', 'never-saw-3');
    expect(plan.checkpoints.every((checkpoint) => !('truth' in checkpoint))).toBe(true);
    expect(plan).toMatchObject({ detectors: [], defenses: [], controls: { permutedAnswers: 'none' } });
    expect(plan.probes.map(({ label }) => label)).toEqual([
      'direct',
      'sampling',
      'gate-bypass',
      'noise',
      'relearn',
      'sua',
    ]);
  });

  it('asks the original plainly only, unless it is judged itself', () => {
    const askedOf = (role: 'original' | 'target') =>
      planOf('original', 'hides-lora').probes.filter(({ on }) => on?.includes(role) ?? true);
    expect(askedOf('original').map(({ label }) => label)).toEqual(['direct']);
    expect(askedOf('target').length).toBe(6);
  });

  it('needs somebody to judge', () => {
    expect(() => planOf()).toThrow(/target/);
  });
});
