/** What a candidate may change besides pictures and weights, and how answers are then counted. */
import { resolvePlan, type AnswersFinding, type Finding } from '@palimpsest/contracts';
import type { VisionLanguageModel } from '@palimpsest/models';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineProbe, NotApplicableError, type Candidate, type ProbeDefinition } from '../plugins/probe.js';
import { fakeDataset, people, strangers } from '../testing/fake-dataset.js';
import { fakeModel, type FakeBehaviour } from '../testing/fake-model.js';
import { fakePorts } from '../testing/fake-ports.js';
import { runAudit } from './run-audit.js';

const knows: FakeBehaviour = { name: 'knows', knows: () => true };
const reference: FakeBehaviour = { name: 'reference', knows: ({ split }) => split === 'retain' };

const probeOf = (candidate: Candidate, asks: ProbeDefinition['asks'], problem: string | null = null) =>
  defineProbe({
    ...{ id: 'tried', version: 1, title: 'Tried', goal: 'test', reference: 'none', access: 'scores', tier: 1 },
    ...{
      purpose: 'confirmatory',
      examinedOn: [],
      attackClasses: ['exfiltration'],
      asks,
      runsOn: ['target', 'reference'],
      crossFitted: false,
      seeded: false,
    },
    ...{ permutedControl: false, params: z.strictObject({}), epsilon: () => null },
    estimate: () => ({ candidates: 1, gradientSteps: 0 }),
    async *run() {
      yield await Promise.resolve(candidate);
      if (problem) throw new NotApplicableError(problem);
    },
  });

async function findingsOf(
  candidate: Candidate,
  asks: ProbeDefinition['asks'],
  dataset = fakeDataset([...people, ...strangers]),
  problem: string | null = null,
): Promise<readonly Finding[]> {
  const plan = resolvePlan({
    name: 'test',
    preset: 'screening',
    dataset: 'people',
    checkpoints: [
      { name: 'knows', role: 'target' },
      { name: 'reference', role: 'reference' },
    ],
    probes: ['tried'],
  });
  const catalog = { probes: [probeOf(candidate, asks, problem)] };
  const datasets = { open: () => Promise.resolve(dataset) };
  return (await runAudit(plan, fakePorts([knows, reference], catalog, { datasets }))).findings;
}

const answersOf = (findings: readonly Finding[], checkpoint: string): AnswersFinding => {
  const found = findings.find((row) => row.kind === 'answers' && row.checkpoint.name === checkpoint);
  if (found?.kind !== 'answers') throw new Error(`no answers of ${checkpoint}`);
  return found;
};
const total = (row: AnswersFinding, what: 'n' | 'correct') =>
  row.subjects.reduce((sum, counts) => sum + counts[what], 0);
const rate = (row: AnswersFinding) => total(row, 'correct') / total(row, 'n');

describe('a candidate', () => {
  it('asks in other words, and never sees the answer', async () => {
    const seen: object[] = [];
    const rephrase: Candidate['rephrase'] = (asked) => {
      seen.push(asked);
      return { ...asked, question: 'nothing that the model knows' };
    };
    const findings = await findingsOf({ variant: 'reworded', rephrase }, ['free']);
    expect(rate(answersOf(findings, 'knows'))).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.some((asked) => 'answer' in asked || 'subject' in asked)).toBe(false);
  });

  it('counts although the probe then says that it cannot go on, which is a gap with that reason', async () => {
    const findings = await findingsOf({ variant: 'first' }, ['free'], undefined, 'there is no second layer');
    expect(rate(answersOf(findings, 'knows'))).toBe(1);
    const gaps = findings.flatMap((row) => (row.kind === 'gap' ? [row.reason] : []));
    expect(gaps).toEqual(['there is no second layer', 'there is no second layer']);
  });

  it('leaves questions out', async () => {
    const rephrase: Candidate['rephrase'] = (asked) => (asked.attribute === 'city' ? { ...asked } : null);
    const [all, some] = [
      await findingsOf({ variant: 'all' }, ['free']),
      await findingsOf({ variant: 'some', rephrase }, ['free']),
    ];
    const heldOut = (findings: readonly Finding[]) =>
      answersOf(findings, 'knows')
        .subjects.filter(({ partition }) => partition === 'held-out')
        .reduce((sum, { n }) => sum + n, 0);
    expect(heldOut(some)).toBe(heldOut(all) / 2);
  });

  it('asks only what makes sense for it', async () => {
    const findings = await findingsOf({ variant: 'chosen', asks: ['choice'] }, ['free', 'choice']);
    expect(new Set(findings.flatMap((row) => (row.kind === 'answers' ? [row.ask] : [])))).toEqual(new Set(['choice']));
  });

  it('sees the other wordings of a question', async () => {
    const dataset = fakeDataset();
    const items = dataset.items.map((item) => ({ ...item, paraphrases: [`Say: ${item.question}`, 'Say it again'] }));
    const seen = new Set<string>();
    const rephrase: Candidate['rephrase'] = (asked) => {
      asked.paraphrases.forEach((wording) => seen.add(wording));
      return asked;
    };
    await findingsOf({ variant: 'reworded', rephrase }, ['free'], { ...dataset, items });
    expect([...seen].sort()).toEqual([
      'Say it again',
      "Say: What is this person's city?",
      "Say: What is this person's pet?",
    ]);
  });

  it('that can ask nothing is a gap, not zero answers', async () => {
    const findings = await findingsOf({ variant: 'mute', rephrase: () => null }, ['free']);
    expect(findings.filter(({ kind }) => kind === 'answers')).toEqual([]);
    const gaps = findings.flatMap((row) => (row.kind === 'gap' ? [row.reason] : []));
    expect(gaps).toContain('mute can ask none of these questions');
  });

  it('shows another picture without sharing the old one’s features', async () => {
    const blank = { width: 2, height: 2, data: new Uint8Array(12).fill(255) };
    const rephrase: Candidate['rephrase'] = (asked) => ({ ...asked, image: blank });
    expect(rate(answersOf(await findingsOf({ variant: 'blank', rephrase }, ['free']), 'knows'))).toBeLessThan(0.3);
  });

  it('has answers drawn, each of which counts', async () => {
    const sampling = { samples: 5, temperature: 1 };
    const [once, drawn] = [
      answersOf(await findingsOf({ variant: 'clean', rephrase: (asked) => asked }, ['free']), 'knows'),
      answersOf(await findingsOf({ variant: 'drawn', sampling }, ['free']), 'knows'),
    ];
    expect(total(drawn, 'n')).toBe(5 * total(once, 'n'));
    expect(rate(drawn)).toBe(1);
  });
});

describe('reading the true answer', () => {
  it.each(['exact-memorisation', 'extraction-strength'] as const)('counts its tokens: %s', async (ask) => {
    const findings = await findingsOf({ variant: 'read' }, [ask]);
    expect(rate(answersOf(findings, 'knows'))).toBe(1);
    const held = answersOf(findings, 'reference').subjects.filter(({ partition }) => partition === 'held-out');
    expect(held.reduce((sum, { correct }) => sum + correct, 0)).toBe(0);
  });
});

describe('a set of tokens', () => {
  it('is asked for the first token of the true answer, whatever stands behind it', async () => {
    const model = fakeModel({ name: 'picking', knows: () => true });
    const answerLogProbabilities: VisionLanguageModel['answerLogProbabilities'] = (batch) =>
      Promise.resolve(
        batch.map(({ answer }) => {
          const tokens = [answer.startsWith('town') ? -Math.log(8) : -1e4, -1e4];
          return { total: -1e4, tokens, greedy: [false, false], standardised: tokens };
        }),
      );
    const row = answersOf(
      await findingsOf({ variant: 'picked', model: { ...model, answerLogProbabilities } }, ['token-set']),
      'knows',
    );
    const shares = row.attributes.map(({ attribute, n, correct }) => [attribute, correct / n]);
    expect(shares).toEqual([
      ['city', 1],
      ['pet', 0],
    ]);
  });
});

describe('membership', () => {
  const membership: Candidate['membership'] = (samples) =>
    Promise.resolve(samples.map(({ subject }) => Number(subject.split('-')[1]) % 2));

  it('compares each person with those whom no model was shown', async () => {
    // Of the strangers 60, 61, 62 one has 1 and two have 0: an even person ties with two, an odd one beats two and ties with one.
    const row = answersOf(await findingsOf({ variant: 'loss', membership }, ['membership']), 'knows');
    const parts = new Set(row.subjects.map(({ n, correct }) => correct / n));
    expect(parts).toEqual(new Set([2 / 6, 5 / 6]));
    expect(row.subjects.every(({ partition }) => partition === 'held-out')).toBe(true);
  });

  it('keeps where each of those stands among the others, without saying who', async () => {
    // 61 has 1 and beats both; 60 and 62 have 0, lose against it and tie with each other.
    const row = answersOf(await findingsOf({ variant: 'loss', membership }, ['membership']), 'knows');
    expect(row.outside).toEqual([1 / 4, 1 / 4, 1]);
  });

  it('is not measured without such people, and says so', async () => {
    const findings = await findingsOf({ variant: 'loss', membership }, ['membership'], fakeDataset());
    const gaps = findings.flatMap((row) => (row.kind === 'gap' ? [row.reason] : []));
    expect(gaps).toContain('the data set has no people in its holdout split, whom no model was shown');
  });
});
