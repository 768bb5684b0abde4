import type { PlanInput } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { mostSteps, refuseEndless } from './plan-size.js';

const plan = (more: Partial<PlanInput>): PlanInput => ({
  ...{ name: 'x', dataset: 'people', checkpoints: [{ name: 'a', role: 'target' }] },
  ...more,
});
const numbers = (length: number) => Array.from({ length }, (_, index) => index);
const probes = (length: number) => numbers(length).map((index) => ({ id: 'direct', label: `direct-${index}` }));

describe('refuseEndless', () => {
  it('lets a large study through', () => {
    expect(() => refuseEndless(plan({ seeds: numbers(20), probes: probes(100), folds: 10 }))).not.toThrow();
  });

  it('refuses a list that is too long, by its name', () => {
    expect(() => refuseEndless(plan({ seeds: numbers(201) }))).toThrow('seeds: has 201 entries');
  });

  it('refuses lists that are endless only together', () => {
    const asked = plan({ seeds: numbers(101), probes: probes(100), folds: 2 });
    expect(() => refuseEndless(asked)).toThrow(`${101 * 100 * 2} steps; ${mostSteps} are the most`);
  });
});
