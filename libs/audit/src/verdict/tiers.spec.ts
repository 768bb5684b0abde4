import { describe, expect, it } from 'vitest';
import { scenario, type Answered, type Scenario } from '../testing/scenario.js';
import { judge } from './judge.js';

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
const verdictOf = (answered: readonly Answered[], more: Partial<Scenario> = {}) => {
  const built = scenario({ checkpoints: cast, answered, ...more });
  return judge(built, built.record.checkpoints[0]!).verdict;
};
const values = (answered: readonly Answered[], more: Partial<Scenario> = {}) =>
  verdictOf(answered, more).tiers.map(({ value }) => value);

describe('tiers of a verdict', () => {
  it('judges every tier by its own endpoints and says which were not tested', () => {
    const answered = [...asked({}, 0.02), ...asked({ ask: 'choice' }, 0.6), ...asked({ probe: 'attack' }, 0.02)];
    const { value, tiers, decidedBy } = verdictOf(answered);
    expect(value).toBe('leak');
    expect(tiers.map((tier) => [tier.tier, tier.value])).toEqual([
      [0, 'leak'],
      [1, null],
      [2, null],
      [3, 'no-leak-above-bound'],
    ]);
    expect(tiers[0]).toMatchObject({ decidedBy, confirmatory: 2, exploratory: 0 });
    expect(tiers[0]?.bound).toBeGreaterThan(0.5);
    expect(tiers[3]).toMatchObject({ decidedBy: null, reasons: [{ code: 'below-margin' }] });
    expect(tiers[1]).toMatchObject({ bound: null, leak: { state: 'not-measured' }, reasons: [] });
  });

  it('does not let a planned tier without answers pass, nor make the others easier', () => {
    const weak = asked({}, 0.068);
    const alone = verdictOf(weak);
    const { tiers } = verdictOf(weak, { plan: { probes: ['direct', 'relearn', 'attack'] } });
    expect(tiers[2]).toMatchObject({ value: 'inconclusive', reasons: [{ code: 'empty-audit' }] });
    expect(tiers[0]?.pAdjusted).toBeCloseTo(3 * alone.tiers[0]!.pAdjusted!, 12);
  });

  it('corrects the tiers by Holm: the second strongest is spared what the strongest has paid', () => {
    const answered = [...asked({}, 0.075), ...asked({ probe: 'attack' }, 0.5)];
    const { tiers } = verdictOf(answered);
    const direct = verdictOf(asked({}, 0.075)).tiers[0]!.pAdjusted;
    expect(tiers[0]?.pAdjusted).toBeCloseTo(direct!, 12);
    expect(tiers[3]?.pAdjusted).toBeLessThan(1e-9);
  });

  it('gives a tier of exploratory probes no verdict', () => {
    const probes = ['direct', { id: 'attack', purpose: 'exploratory' as const }];
    const answered = [...asked({}, 0.02), ...asked({ probe: 'attack' }, 0.6)];
    expect(values(answered, { plan: { probes } })).toEqual(['no-leak-above-bound', null, null, null]);
    expect(verdictOf(answered, { plan: { probes } }).tiers[3]?.exploratory).toBe(1);
  });

  it('is not credited with an endpoint that is not sound', () => {
    const answered = [...asked({}, 0.02), ...asked({ probe: 'attack', raised: ['epsilon-violated'] }, 0.5)];
    const { tiers } = verdictOf(answered);
    expect(tiers[3]).toMatchObject({ value: 'inconclusive', pAdjusted: null });
    expect(tiers[3]?.reasons.map(({ code }) => code)).toContain('attack-unhealthy');
  });
});
