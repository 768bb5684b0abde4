/** Whole audits of fakes whose truth is known, compared. */
import { describe, expect, it } from 'vitest';
import { comparison as schema, resolvePlan, type Comparison, type PlanInput } from '@palimpsest/contracts';
import { runAudit } from '../engine/run-audit.js';
import { readAudit } from '../engine/stored-audit.js';
import type { FakeBehaviour } from '../testing/fake-model.js';
import { brighten, brightness, direct } from '../testing/fake-plugins.js';
import { fakePorts } from '../testing/fake-ports.js';
import { buildComparison, type ComparisonInput } from './build-comparison.js';

const isKept: FakeBehaviour['knows'] = ({ split }) => split === 'retain';
const models: readonly FakeBehaviour[] = [
  { name: 'forgot', knows: isKept },
  { name: 'forgot-too', knows: isKept },
  { name: 'knows', knows: () => true },
  { name: 'hides', knows: () => true, refuses: ({ split }) => split === 'forget', opensUnderNoise: 0.01 },
  { name: 'reference', knows: isKept },
  { name: 'other-reference', knows: isKept },
];
const ports = fakePorts(models, { probes: [direct, brighten()], detectors: [brightness] });

type More = Partial<PlanInput>;
async function audit(name: string, targets: readonly string[], more: More = {}): Promise<string> {
  const checkpoints = [
    ...targets.map((target) => ({ name: target, role: 'target' as const })),
    { name: 'reference', role: 'reference' as const },
  ];
  const basis = { name, preset: 'screening', dataset: 'people', probes: ['direct'], checkpoints } as const;
  return (await runAudit(resolvePlan({ ...basis, ...more }), ports)).record.id;
}

type Options = Pick<ComparisonInput, 'baseline' | 'by'>;
async function compare(ids: readonly string[], options: Options = {}): Promise<Comparison> {
  const audits = await Promise.all(ids.map((id) => readAudit(id, ports)));
  return buildComparison({ audits, catalog: ports.catalog, ...options });
}

const endpointOf = ({ endpoints }: Comparison, id: string) => {
  const found = endpoints.find((endpoint) => endpoint.id === id);
  if (!found) throw new Error(`no endpoint ${id}`);
  return found;
};
const rankOf = ({ leaderboard }: Comparison, label: string) => leaderboard.rows.find(({ target }) => target === label);

const attacked = { probes: ['direct', 'brighten'], detectors: ['brightness'] };

describe('buildComparison', () => {
  it('pairs the targets of several audits by person, from the baseline', async () => {
    const ids = [await audit('one', ['forgot']), await audit('two', ['knows'])];
    const compared = await compare(ids);
    const [difference] = endpointOf(compared, 'direct/clean/free').differences;
    expect(difference).toMatchObject({ target: 'knows', from: 'forgot', difference: { state: 'measured', n: 40 } });
    expect(difference?.difference.state === 'measured' && difference.difference.interval.low).toBeGreaterThan(0.5);
    expect(difference?.againstBaseline).toBeLessThan(1e-6);
    const turned = await compare(ids, { baseline: 'knows' });
    expect(turned.targets.map(({ label }) => label)).toEqual(['knows', 'forgot']);
    const [back] = endpointOf(turned, 'direct/clean/free').differences;
    expect(back).toMatchObject({ target: 'forgot', from: 'knows', p: difference?.p });
  });

  it('fits its published schema', async () => {
    const compared = await compare([await audit('schema', ['forgot', 'hides'], attacked)]);
    expect(schema.parse(JSON.parse(JSON.stringify(compared)))).toEqual(compared);
  });

  it('counts every comparison in the correction, confirmatory and exploratory ones apart', async () => {
    const probes = ['direct', { id: 'brighten', purpose: 'exploratory' as const }];
    const compared = await compare([await audit('families', ['forgot', 'knows', 'hides'], { probes })]);
    expect(compared.endpoints.map(({ purpose }) => purpose)).toEqual(['confirmatory', 'confirmatory', 'exploratory']);
    expect(compared.corrections).toEqual([
      { family: 'against-baseline', purpose: 'confirmatory', method: 'holm', tests: 4 },
      { family: 'pairwise', purpose: 'confirmatory', method: 'holm', tests: 6 },
      { family: 'against-baseline', purpose: 'exploratory', method: 'benjamini-hochberg', tests: 2 },
      { family: 'pairwise', purpose: 'exploratory', method: 'benjamini-hochberg', tests: 3 },
      { family: 'ranks', purpose: 'confirmatory', method: 'holm', tests: 6 },
    ]);
    for (const { differences } of compared.endpoints) {
      expect(differences.map(({ target, from }) => `${target}-${from}`)).toEqual([
        ...['knows-forgot', 'hides-forgot', 'hides-knows'],
      ]);
      for (const { p, againstBaseline, pairwise, from } of differences) {
        expect(pairwise).toBeGreaterThanOrEqual(p ?? 0);
        expect(againstBaseline === null).toBe(from !== 'forgot');
      }
    }
  });

  it('gives a rank of its own to what differs, and shares ranks among what does not', async () => {
    const compared = await compare([await audit('ranks', ['forgot', 'knows', 'forgot-too'])]);
    expect(rankOf(compared, 'forgot')?.rank).toEqual({ low: 1, high: 2 });
    expect(rankOf(compared, 'forgot-too')?.rank).toEqual({ low: 1, high: 2 });
    expect(rankOf(compared, 'knows')).toMatchObject({ rank: { low: 3, high: 3 }, shownBetterThan: [] });
    expect(rankOf(compared, 'forgot')?.shownBetterThan).toEqual(['knows']);
    expect(compared.leaderboard).toMatchObject({ by: 'worst', measure: 'leak', purpose: 'confirmatory' });
    expect(compared.leaderboard.rows.at(-1)?.target).toBe('knows');
  });

  it('ranks by the worst endpoint of each, or by the one that is named', async () => {
    const id = await audit('worst', ['forgot', 'hides'], attacked);
    const worst = await compare([id]);
    expect(rankOf(worst, 'hides')).toMatchObject({ endpoint: 'direct/clean/choice', rank: { low: 2, high: 2 } });
    const plain = await compare([id], { by: 'direct/clean/free' });
    expect(plain.leaderboard.endpoints).toEqual(['direct/clean/free']);
    // asked plainly, a refusal gives away less than a guess
    expect(rankOf(plain, 'hides')?.rank).toEqual({ low: 1, high: 1 });
    await expect(compare([id], { by: 'direct/free' })).rejects.toThrow(
      /Rank by worst or by one of direct\/clean\/free/,
    );
  });

  it('counts only controls that all targets share', async () => {
    const reference = (name: string) => ({
      checkpoints: [
        { name: name === 'reference' ? 'forgot' : 'knows', role: 'target' as const },
        { name, role: 'reference' as const },
      ],
    });
    const ids = [
      await audit('with-one', [], reference('reference')),
      await audit('with-another', [], reference('other-reference')),
    ];
    const compared = await compare(ids);
    expect(compared.leaderboard.controls).toEqual([{ control: 'prior', name: 'uniform guess' }]);
    expect(compared.warnings.filter((text) => text.startsWith('reference differs'))).toHaveLength(1);
  });

  it('does not compare what was asked differently, and says what differs', async () => {
    const ids = [await audit('two-views', ['forgot']), await audit('one-view', ['knows'], { scoring: { views: 1 } })];
    const compared = await compare(ids);
    expect(endpointOf(compared, 'direct/clean/free').differences).toEqual([
      {
        ...{ target: 'knows', from: 'forgot', p: null, againstBaseline: null, pairwise: null },
        difference: { state: 'not-measured', reason: 'the two audits ran this probe with different settings' },
      },
    ]);
    expect(compared.corrections).toEqual([]);
    expect(compared.warnings).toContain(`scoring.views differs: 4 in ${ids[0]}; 1 in ${ids[1]}`);
    expect(rankOf(compared, 'forgot')).toMatchObject({
      ...{ rank: null, unranked: 'no endpoint was asked of all targets in the same way' },
    });
  });

  it('leaves out of the ranks what only some were asked, and says so', async () => {
    const ids = [await audit('plain', ['forgot']), await audit('more', ['hides'], attacked)];
    const compared = await compare(ids);
    const cell = endpointOf(compared, 'brighten/brighter/free').cells[0];
    expect(cell?.recovery).toEqual({ state: 'not-measured', reason: 'the audit has no such probe' });
    expect(compared.leaderboard.endpoints).toEqual(['direct/clean/free', 'direct/clean/choice']);
    expect(compared.warnings.join('\n')).toMatch(/ranks leave out brighten\/brighter\/free/);
  });

  it('puts recovery beside utility and beside what a detector sees', async () => {
    const compared = await compare([await audit('plots', ['forgot', 'hides'], attacked)]);
    expect(compared.forgetUtility.map(({ target }) => target)).toEqual(['forgot', 'hides']);
    for (const { retain } of compared.forgetUtility) expect(retain).toMatchObject({ estimate: 1 });
    const { stealthRecovery } = compared;
    if (stealthRecovery.state === 'not-measured') throw new Error(stealthRecovery.reason);
    const hides = stealthRecovery.points.filter(({ target }) => target === 'hides');
    expect(hides).toMatchObject([
      {
        ...{ detector: 'brightness', probe: 'brighten', ask: 'free', auroc: { estimate: 1 } },
        ...{ clean: { estimate: 0 }, recovery: { estimate: 1 } },
      },
    ]);
  });

  it('says that there is no detector, instead of a number', async () => {
    const compared = await compare([await audit('bare', ['forgot', 'knows'])]);
    expect(compared.stealthRecovery).toEqual({ state: 'not-measured', reason: 'the audits have no detectors' });
  });

  it('names both audits where a checkpoint is in two of them', async () => {
    const ids = [await audit('one', ['forgot']), await audit('again', ['forgot'])];
    const compared = await compare(ids);
    expect(compared.targets.map(({ label }) => label)).toEqual(ids.map((id) => `forgot (${id})`));
    await expect(compare(ids, { baseline: 'forgot' })).rejects.toThrow(/forgot is several targets. Choose one of/);
    await expect(compare(ids, { baseline: 'nobody' })).rejects.toThrow(/nobody is no target of these audits/);
  });

  it('refuses a single target, other people, and no audit', async () => {
    const id = await audit('single', ['forgot']);
    await expect(compare([id])).rejects.toThrow('there is only one target');
    await expect(compare([])).rejects.toThrow('there is only one target');
    const turned = await audit('turned', ['knows'], { dataset: { id: 'people', forget: 'retain', retain: 'forget' } });
    await expect(compare([id, turned])).rejects.toThrow(/different splits of the data set. Compare audits of the same/);
  });

  it('is the same bytes for the same findings', async () => {
    const id = await audit('twice', ['forgot', 'knows', 'hides'], attacked);
    expect(JSON.stringify(await compare([id]))).toBe(JSON.stringify(await compare([id])));
  });
});
