import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidInputError, parseStrict } from './strict-parse.js';
import { epsilon } from './primitives.js';
import { resolvePlan } from './resolve-plan.js';

const minimal = { name: 'x', dataset: 'people', checkpoints: [{ name: 'a', role: 'target' }] };

function problemsOf(make: () => unknown) {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  throw new Error('expected the input to be refused');
}

describe('resolvePlan', () => {
  it('fills everything that was left out from the preset', () => {
    const plan = resolvePlan({ ...minimal, preset: 'demo', policy: { margin: 0.2 } });
    expect(plan.policy).toMatchObject({ margin: 0.2, leakFloor: 0.02, power: 0.8 });
    expect(plan.probes.map((probe) => probe.label)).toEqual(['direct', 'noise', 'relearn', 'sua']);
    expect(plan.checkpoints[0]).toEqual({ name: 'a', roles: ['target'] });
  });

  it('refuses a typo with its path and the nearest known key', () => {
    expect(problemsOf(() => resolvePlan({ ...minimal, polcy: {} }))).toEqual([
      { path: 'polcy', message: 'unknown key "polcy"; did you mean "policy"?', nearest: 'policy' },
    ]);
    expect(problemsOf(() => resolvePlan({ ...minimal, policy: { marign: 0.1 } }))[0]).toMatchObject({
      path: 'policy.marign',
      nearest: 'margin',
    });
    expect(
      problemsOf(() => resolvePlan({ ...minimal, probes: ['direct', { id: 'sua', parms: {} }] }))[0],
    ).toMatchObject({
      path: 'probes[1].parms',
      nearest: 'params',
    });
  });

  it('takes two swapped letters for one slip', () => {
    const swapped = { ...minimal, seesd: [1] };
    expect(problemsOf(() => resolvePlan(swapped))[0]).toMatchObject({ path: 'seesd', nearest: 'seeds' });
  });

  it('says what is missing', () => {
    expect(problemsOf(() => resolvePlan({ ...minimal, dataset: undefined }))).toEqual([
      { path: 'dataset', message: 'is missing' },
    ]);
    expect(problemsOf(() => resolvePlan({ ...minimal, name: undefined }))).toEqual([
      { path: 'name', message: 'is missing; expected string' },
    ]);
  });

  it('reports every problem at once', () => {
    const problems = problemsOf(() => resolvePlan({ ...minimal, folds: 1, seeds: [], extra: 1 }));
    expect(problems.map((problem) => problem.path)).toEqual(['seeds', 'folds', 'extra']);
  });

  it('refuses plans that contradict themselves', () => {
    const paths = (more: object) => problemsOf(() => resolvePlan({ ...minimal, ...more })).map(({ path }) => path);
    expect(paths({ checkpoints: [{ name: 'a', role: 'reference' }] })).toEqual(['checkpoints']);
    expect(paths({ probes: ['sua', 'sua'] })).toEqual(['probes[1].label']);
    expect(paths({ policy: { margin: 0.01 } })).toEqual(['policy.leakFloor']);
    expect(paths({ dataset: { id: 'p', forget: 'all', retain: 'all' } })).toEqual(['dataset.retain']);
    expect(
      paths({ checkpoints: [...minimal.checkpoints, { name: 'm', role: 'matched-reference', matches: ['b'] }] }),
    ).toEqual(['checkpoints[1].matches[0]']);
  });
});

describe('epsilon', () => {
  const schema = z.strictObject({ epsilon });

  it('reads numbers and fractions of 255', () => {
    expect(parseStrict(schema, { epsilon: '12/255' }, 'params')).toEqual({ epsilon: 12 / 255 });
    expect(parseStrict(schema, { epsilon: 0.05 }, 'params')).toEqual({ epsilon: 0.05 });
  });

  it('refuses values above 1, negative ones and text', () => {
    const message = (value: unknown) =>
      problemsOf(() => parseStrict(schema, { epsilon: value }, 'params', 'probes[0].params'))[0];
    expect(message(12)).toEqual({
      path: 'probes[0].params.epsilon',
      message: 'ε = 12 is above 1, the whole range of a pixel; write "12/255" for 8-bit units',
    });
    expect(message('300/255')?.message).toContain('above 1');
    expect(message(-0.1)?.message).toContain('[0, 1]');
    expect(message('a lot')?.message).toContain('[0, 1]');
    expect(message('1/0')?.message).toContain('[0, 1]');
  });
});
