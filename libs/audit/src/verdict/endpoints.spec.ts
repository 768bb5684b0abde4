import { describe, expect, it } from 'vitest';
import { scenario, type Answered, type Scenario } from '../testing/scenario.js';
import { endpointsOf } from './endpoints.js';

const cast: Scenario['checkpoints'] = [
  { name: 'victim', role: 'target' },
  { name: 'original', role: 'original' },
  { name: 'reference', role: 'reference' },
];
const asked = (of: Partial<Answered>, victim: number): readonly Answered[] => [
  { checkpoint: 'victim', ...of, correct: victim },
  { checkpoint: 'original', ...of, correct: 0.95 },
  { checkpoint: 'reference', ...of, correct: 0.02 },
];
const endpoints = (given: Omit<Scenario, 'checkpoints'> & Partial<Scenario>) => {
  const built = scenario({ checkpoints: cast, ...given });
  return endpointsOf(built, built.record.checkpoints[0]!).map(({ endpoint }) => endpoint);
};

describe('endpointsOf', () => {
  const four = [
    ...asked({}, 0.06),
    ...asked({ ask: 'choice' }, 0.08),
    ...asked({ probe: 'relearn' }, 0.07),
    ...asked({ probe: 'attack' }, 0.09),
  ];
  const largestP = (comparisons: readonly { readonly p: number | null }[]) =>
    Math.max(...comparisons.map(({ p }) => p ?? 1));

  it('corrects for the other endpoints of the tier, jointly, and for the number of tiers', () => {
    const found = endpoints({ answered: four });
    const pairs = found.map(({ tier, comparisons, pAdjusted }) => ({ tier, p: largestP(comparisons), pAdjusted }));
    expect(pairs.map(({ tier }) => tier)).toEqual([0, 0, 2, 3]);
    for (const { tier, p, pAdjusted } of pairs) {
      if (tier > 0) expect(pAdjusted).toBeCloseTo(Math.min(1, 3 * p), 12);
      else expect(pAdjusted).toBeLessThanOrEqual(Math.min(1, 6 * p));
    }
    expect(pairs[1]!.pAdjusted! / pairs[1]!.p).toBeGreaterThan(4);
  });

  it('turns a leak that one question would have found into none when many were asked', () => {
    const weak = (more: readonly Answered[] = []) =>
      endpoints({ answered: [...asked({}, 0.068), ...more] }).find(({ id }) => id === 'direct/clean/free')!;
    const alone = weak();
    expect(alone.isLeak).toBe(true);
    const company = ['relearn', 'attack'].flatMap((probe) => [
      ...asked({ probe }, 0.02),
      ...asked({ probe, ask: 'choice' }, 0.02),
    ]);
    const among = weak([...asked({ ask: 'choice' }, 0.02), ...company]);
    expect(among.comparisons).toEqual(alone.comparisons);
    expect(among.pAdjusted).toBeGreaterThan(0.05);
    expect(among.isLeak).toBe(false);
  });

  it('keeps an endpoint in the family whose control was not measured', () => {
    const without = endpoints({ answered: asked({}, 0.07) });
    const orphan = endpoints({
      answered: [...asked({}, 0.07), { checkpoint: 'victim', probe: 'relearn', correct: 0.5 }],
    });
    const direct = (list: typeof without) => list.find(({ probe }) => probe === 'direct')!;
    expect(orphan.find(({ probe }) => probe === 'relearn')).toMatchObject({
      pAdjusted: null,
      isLeak: false,
      bound: null,
    });
    expect(direct(orphan).pAdjusted).toBeCloseTo(2 * direct(without).pAdjusted!, 12);
  });

  it('leaves comparison probes out of the family and control probes out of the list', () => {
    const probes = ['direct', { id: 'attack', purpose: 'comparison' as const }, 'noise'];
    const found = endpoints({
      answered: [...four, ...asked({ probe: 'noise' }, 0.05)],
      plan: { probes: [...probes, 'relearn'] },
    });
    expect(found.map(({ probe, purpose }) => [probe, purpose])).toEqual([
      ['direct', 'confirmatory'],
      ['direct', 'confirmatory'],
      ['relearn', 'confirmatory'],
      ['attack', 'comparison'],
    ]);
    expect(found.at(-1)?.pAdjusted).toBeNull();
  });

  it('is no control of itself when a reference is judged as a target', () => {
    const checkpoints: Scenario['checkpoints'] = [
      { name: 'victim', role: ['target', 'reference'] },
      { name: 'reference', role: 'reference' },
    ];
    const [only] = endpoints({
      checkpoints,
      answered: asked({}, 0.02).filter(({ checkpoint }) => checkpoint !== 'original'),
    });
    expect(only?.comparisons.map(({ name }) => name)).toEqual(['reference', 'uniform guess']);
  });

  it('compares with a matched reference only where it matches', () => {
    const matched = (matches?: string[]): Scenario['checkpoints'] => [
      ...cast,
      { name: 'another', role: 'target' },
      { name: 'matched', role: 'matched-reference', ...(matches ? { matches } : {}) },
    ];
    const answered = [...asked({}, 0.3), { checkpoint: 'matched', correct: 0.02 }];
    const names = (checkpoints: Scenario['checkpoints']) =>
      endpoints({ checkpoints, answered })[0]?.comparisons.map(({ name }) => name);
    expect(names(matched())).toContain('matched');
    expect(names(matched(['victim']))).toContain('matched');
    expect(names(matched(['another']))).not.toContain('matched');
  });

  it('guesses at the same kind of question: four options are not eight', () => {
    const found = endpoints({ answered: [...asked({}, 0.3), ...asked({ ask: 'mcq' }, 0.3)] });
    const prior = (ask: string) =>
      found.find((endpoint) => endpoint.ask === ask)!.comparisons.find(({ control }) => control === 'prior')!;
    expect(prior('free').recovery).toMatchObject({ state: 'measured', estimate: 1 / 32 });
    expect(prior('mcq')).toMatchObject({ recovery: { state: 'not-measured' }, exceeded: false });
    expect(found.find(({ ask }) => ask === 'mcq')?.isLeak).toBe(false);
  });

  it('leaves a seed without answers out instead of calling it 0', () => {
    const second = asked({ probe: 'relearn', seed: 2, people: 0 }, 0.2);
    const found = endpoints({ answered: [...asked({ probe: 'relearn' }, 0.2), ...second], plan: { seeds: [1, 2] } });
    expect(found[0]?.seeds.map(({ seed }) => seed)).toEqual([1]);
  });

  it('reports recovery on training subjects and permuted answers beside the held-out one', () => {
    const answered = [
      ...asked({ probe: 'attack' }, 0.2),
      { checkpoint: 'victim', probe: 'attack', correct: 0.5, partition: 'train' as const },
      { checkpoint: 'victim', probe: 'attack', correct: 0.15, answers: 'permuted' as const },
    ];
    const [attack] = endpoints({ answered });
    const values = [attack?.target, attack?.train, attack?.permuted].map((metric) =>
      metric?.state === 'measured' ? Math.round(10 * metric.estimate) / 10 : null,
    );
    expect(values).toEqual([0.2, 0.5, 0.1]);
  });
});
