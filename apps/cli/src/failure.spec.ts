import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '@palimpsest/contracts';
import { describeFailure, exitCodeOf, InterruptedError, UsageError } from './failure.js';

describe('describeFailure', () => {
  it('is one line without a stack', () => {
    expect(describeFailure(new UsageError('no such thing; try another'), false)).toBe(
      'error: no such thing; try another',
    );
  });

  it('keeps a single input problem on the line and lists several', () => {
    const typo = { path: 'seeds', message: 'unknown key "seed"' };
    expect(describeFailure(new InvalidInputError('plan.yaml', [typo]), false)).toBe(
      'error: plan.yaml: seeds: unknown key "seed"',
    );
    const two = describeFailure(new InvalidInputError('plan.yaml', [typo, { path: '', message: 'is empty' }]), false);
    expect(two.split('\n')).toEqual([
      'error: plan.yaml has 2 problems',
      '  seeds: unknown key "seed"',
      '  (top level): is empty',
    ]);
  });

  it('tells where it happened and why when asked', () => {
    const text = describeFailure(new UsageError('outer', { cause: new Error('inner') }), true);
    expect(text).toMatch(/failure\.spec\.ts/);
    expect(text).toContain('inner');
  });

  it('tells an interruption from an error', () => {
    expect(describeFailure(new InterruptedError('go on with x'), false)).toBe('stopped: go on with x');
    expect([exitCodeOf(new InterruptedError()), exitCodeOf(new Error())]).toEqual([130, 1]);
  });
});
