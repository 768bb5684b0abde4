import { describe, expect, it } from 'vitest';
import { resolvePlan } from '@palimpsest/contracts';
import { z } from 'zod';
import { defineProbe, type ProbeDefinition } from '../plugins/probe.js';
import { unitCost } from './unit-cost.js';

const plan = resolvePlan({
  ...{ name: 'test', preset: 'demo', dataset: 'people', checkpoints: [{ name: 'one', role: 'target' }] },
  scoring: { views: 2, defendedViews: 1, retainSubjects: 10 },
  defenses: ['median', 'gaussian-blur'],
  probes: ['tried'],
});
const people = (count: number) => Array.from({ length: count }, (_, at) => `person-${at}`);
const subjects = { heldOut: people(20), train: people(6), validation: [] };

function costOf(
  {
    estimate,
    asks = ['free'],
    epsilon = null,
  }: Pick<ProbeDefinition, 'estimate'> & Partial<{ asks: ProbeDefinition['asks']; epsilon: number | null }>,
  unit: { readonly answers?: 'true' | 'permuted'; readonly isTarget?: boolean } = {},
): number {
  const probe = defineProbe({
    ...{ id: 'tried', version: 1, title: 'Tried', goal: 'test', reference: 'none', access: 'scores', tier: 1 },
    ...{
      purpose: 'confirmatory',
      examinedOn: [],
      attackClasses: ['exfiltration'],
      asks,
      runsOn: ['target'],
      crossFitted: false,
      seeded: false,
    },
    ...{ permutedControl: false, params: z.strictObject({}), epsilon: () => epsilon, estimate },
    run: () => {
      throw new Error('nothing is run here');
    },
  });
  const [entry] = plan.probes;
  if (!entry) throw new Error('the plan has no probe');
  return unitCost(plan, probe, entry, { subjects, answers: 'true', isTarget: false, ...unit }).whole;
}

const once = { candidates: 1, gradientSteps: 0 };
/** 20 people in two views, and one view of each whom the probe trained on. */
const asked = 20 * 2 + 6;

describe('unitCost', () => {
  it('is a view asked about for each candidate and way of asking, the dearer ones more', () => {
    expect(costOf({ estimate: () => once })).toBe(1 + asked);
    expect(costOf({ estimate: () => ({ ...once, candidates: 3 }), asks: ['free', 'choice'] })).toBe(
      1 + 3 * 1.75 * asked,
    );
    expect(costOf({ estimate: () => ({ ...once, askCost: 8 }) })).toBe(1 + 8 * asked);
  });

  it('adds people to be kept for what changes nothing, and leaves out whom nobody is asked about', () => {
    expect(costOf({ estimate: () => ({ ...once, plain: 1 }) })).toBe(1 + asked + 10 * 2);
    expect(costOf({ estimate: () => ({ ...once, candidates: 2, checks: 1 }) })).toBe(1 + asked);
    expect(costOf({ estimate: () => once }, { answers: 'permuted' })).toBe(1 + 20 * 2);
  });

  it('adds defenses where a target is asked plainly or under another picture, and nowhere else', () => {
    const behind = 2 * 20;
    expect(costOf({ estimate: () => once, epsilon: 0.1 }, { isTarget: true })).toBe(1 + asked + behind);
    expect(costOf({ estimate: () => once, epsilon: 0.1 })).toBe(1 + asked);
    expect(costOf({ estimate: () => once }, { isTarget: true })).toBe(1 + asked);
    expect(costOf({ estimate: () => ({ ...once, plain: 1 }) }, { isTarget: true })).toBe(
      1 + asked + 20 + behind + 2 * 10,
    );
  });

  it('takes gradient steps as the probe weighs them', () => {
    expect(costOf({ estimate: () => ({ ...once, gradientSteps: 10 }) })).toBe(1 + asked + 200);
    expect(costOf({ estimate: () => ({ ...once, gradientSteps: 10, stepCost: 3 }) })).toBe(1 + asked + 30);
  });
});
