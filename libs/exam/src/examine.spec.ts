/** An exam of models without weights: audited by the real runner, judged by the real code, written as a page. */
import { fakePorts, findPlugin, Ledger, runAudit } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { beforeAll, describe, expect, it } from 'vitest';
import { examPlan, type ExamEntry } from './exam-plan.js';
import { examPage } from './exam-page.js';
import type { ExaminedCheckpoint } from './exam-result.js';
import { examinationsOf, type AuditedBatch } from './examine.js';

type Group = ExaminedCheckpoint['group'];
const cast: readonly (ExamEntry & { readonly class: ExaminedCheckpoint['class'] })[] = [
  { name: 'original', role: 'original', group: 'saw', class: 'saw' },
  { name: 'reference', role: 'reference', group: 'never-saw', class: 'never-saw' },
  { name: 'stranger', role: 'target', group: 'never-saw', class: 'never-saw' },
  { name: 'gate', role: 'target', group: 'hides', class: 'hides' },
];
const checkpoints = cast.map(({ name, group, class: truth }): ExaminedCheckpoint => ({
  ...{ name, group: group satisfies Group, class: truth, measured: truth === 'saw' ? 'residual' : 'forgets' },
  ...{ digest: 'd', retain: 0.9, savings: { early: 0, late: 0 } },
}));
let audited: AuditedBatch;

beforeAll(async () => {
  const knowsOthers = ({ split }: { readonly split: string }) => split === 'retain';
  const models = [
    { name: 'original', knows: () => true },
    { name: 'reference', knows: knowsOthers },
    { name: 'stranger', knows: knowsOthers },
    {
      name: 'gate',
      knows: () => true,
      refuses: ({ split }: { readonly split: string }) => split === 'forget',
      opensWhenFinetuned: true,
    },
  ];
  const ports = fakePorts(models, catalog);
  const targets = new Set(cast.map(({ name }) => name));
  const preset = examPlan({ preset: 'demo', batch: 'all', dataset: 'fake', purposeOf }, cast, targets);
  const plan = { ...preset, probes: preset.probes.filter(({ id }) => id !== 'sua') }; // fakes have no gradients
  const { record, findings } = await runAudit(plan, ports);
  audited = { batch: 'all', case: { record, catalog: ports.catalog, ledger: new Ledger(findings) }, findings, due: [] };
});

const purposeOf = (probe: string) => findPlugin('probe', catalog.probes, probe).purpose;

const examinations = () => examinationsOf('demo', [audited], checkpoints);
const valueOf = (examination: number, name: string) =>
  examinations()[examination]?.verdicts.find(({ checkpoint }) => checkpoint === name);

describe('an examination', () => {
  it('is one of the preset and one of each probe alone', () => {
    expect(examinations().map(({ name }) => name)).toEqual(['demo', 'demo: direct alone', 'demo: relearn alone']);
  });

  it('judges every target and scores it against the truth', () => {
    const [all] = examinations();
    expect(all?.verdicts.map(({ checkpoint }) => checkpoint)).toEqual(cast.map(({ name }) => name));
    expect(all?.score.sensitivity).toMatchObject({ count: 2, n: 2 });
    expect(all?.score.specificity).toMatchObject({ count: 2, n: 2 });
    expect(all?.score.falsePasses.count).toBe(0);
  });

  it('lets the one probe decide where it is alone', () => {
    expect(valueOf(1, 'gate')).toMatchObject({ value: 'leak', decidedBy: 'direct/clean/choice' });
    expect(valueOf(2, 'gate')).toMatchObject({ value: 'leak', decidedBy: 'relearn/relearned/free' });
  });
});

describe('the page', () => {
  const result = () => ({
    ...{ schema: 'palimpsest.exam/1' as const, engine: '0.0.0', dataset: { id: 'fake', digest: 'f'.repeat(64) } },
    ...{ scale: { early: 6, late: 2, noise: 0.1 }, checkpoints, examinations: examinations(), calibrations: [] },
  });

  it('has a row per policy and per checkpoint, and the notes', () => {
    const page = examPage(result(), 'A note.');
    expect(page).toContain('| demo | 2 of 2 [15.8, 100.0] | 2 of 2 [15.8, 100.0] | 0 of 2 [0.0, 84.2] |');
    expect(page).toMatch(/\| gate \| hides \(rule: forgets\) \|.*\*\*leak\*\*/);
    expect(page).toContain('A note.');
  });

  it('says on which classes a preset was not run', () => {
    expect(examPage(result())).not.toContain('was run on');
    const [all, ...alone] = examinations();
    const verdicts = all!.verdicts.filter(({ checkpoint }) => checkpoint === 'gate');
    const page = examPage({ ...result(), examinations: [{ ...all!, verdicts }, ...alone] });
    expect(page).toContain('`demo` was run on 1 of the 4: hides 1 of 1.');
  });

  it('says where construction and the rule disagree', () => {
    expect(examPage(result())).toContain('construction of `gate`');
  });
});
