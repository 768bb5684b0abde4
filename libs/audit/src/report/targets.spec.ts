import { describe, expect, it } from 'vitest';
import type { Metric } from '@palimpsest/contracts';
import { scenario, type Scenario } from '../testing/scenario.js';
import { buildReport } from './build-report.js';

const cast: Scenario['checkpoints'] = [
  { name: 'victim', role: 'target', truth: 'hides' },
  { name: 'original', role: 'original' },
  { name: 'low', role: 'reference' },
  { name: 'high', role: 'reference' },
];
const build = (given: Partial<Scenario> & Pick<Scenario, 'answered'>) => {
  const { record, catalog, ledger } = scenario({ checkpoints: cast, ...given });
  return buildReport({ record, catalog, findings: ledger.findings });
};
const rounded = (metric: Metric) =>
  metric.state === 'measured' ? Math.round(100 * metric.estimate) / 100 : metric.reason;
const plain = [
  { checkpoint: 'victim', correct: 0.05, refused: 0.9 },
  { checkpoint: 'original', correct: 0.95 },
  { checkpoint: 'low', correct: 0 },
  { checkpoint: 'high', correct: 0.03 },
];

describe('targets', () => {
  it('shows the controls of the endpoint that decided, the highest of several references', () => {
    const choice = plain.map((row) => ({ ...row, ask: 'choice' as const, refused: 0 }));
    const answered = [
      ...plain,
      ...choice.map((row) => ({
        ...row,
        correct: { victim: 0.7, original: 0.97, low: 0, high: 0.04 }[row.checkpoint] ?? 0,
      })),
    ];
    const [target] = build({ answered }).targets;
    expect(target?.verdict.decidedBy).toBe('direct/clean/choice');
    expect(rounded(target!.controls.reference)).toBeCloseTo(0.04, 1);
    expect(rounded(target!.controls.prior)).toBe(0.03);
    expect(rounded(target!.controls.matchedReference)).toBe(
      'no reference with the same refusal training was asked the same way',
    );
    expect(rounded(target!.controls.permuted)).toBe('no probe was run on permuted answers');
  });

  it('compares with a known truth only when the verdict says something', () => {
    const [open] = build({ answered: plain }).targets;
    expect(open?.verdict.value).toBe('no-leak-above-bound');
    expect(open?.agreesWithTruth).toBe(false);
    expect(build({ answered: [] }).targets[0]?.agreesWithTruth).toBeNull();
  });

  it('lists only the people the original knew, and says how many were left out', () => {
    const report = build({ answered: plain, known: (person) => person >= 8 });
    expect(report.scope.subjects).toEqual({
      forget: 48,
      eligible: 40,
      excluded: 8,
      retain: 24,
      knowledgeChecked: true,
    });
    expect(report.subjects).toHaveLength(40);
  });

  it('warns that nobody checked what the original knew', () => {
    const checkpoints = cast.filter(({ name }) => name !== 'original');
    const report = build({ checkpoints, answered: plain.filter(({ checkpoint }) => checkpoint !== 'original') });
    expect(report.scope.subjects.knowledgeChecked).toBe(false);
    expect(report.notMeasured).toContainEqual({ what: 'what the original knew', reason: 'the plan has no original' });
  });

  it('gives a person the bound of their worst endpoint', () => {
    const report = build({ answered: [...plain, { checkpoint: 'victim', ask: 'choice', correct: 1 }] });
    expect(report.subjects.every(({ upperBound }) => upperBound === 1)).toBe(true);
    const free = build({ answered: plain.map((row) => ({ ...row, correct: 0 })) });
    expect(free.subjects[0]?.upperBound).toBeCloseTo(1 - 0.05 ** (1 / 16), 12);
    expect(free.subjects[0]?.endpoints[0]?.control).toBeCloseTo(1 / 32, 12);
  });
});
