import { describe, expect, it } from 'vitest';
import { ProblemError } from '@palimpsest/client';
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

  it('tells what a server refuses in one line, with what to do here', () => {
    const said = { title: '', status: 401, detail: 'This API key is unknown.', instance: 'req-1' };
    const unknown = new ProblemError({ ...said, type: '/problems/unauthenticated' });
    expect(describeFailure(unknown, false)).toBe(
      'error: This API key is unknown. Log in with palimpsest login --server <address>',
    );
    const problems = [{ path: 'body.seeds', message: 'expected at least 1' }];
    const unfit = new ProblemError({ ...said, type: '/problems/invalid-input', problems });
    expect(describeFailure(unfit, false)).toBe('error: what was sent to the server: body.seeds: expected at least 1');
    const broken = new ProblemError({ ...said, type: '/problems/internal-error', detail: 'Something failed.' });
    expect(describeFailure(broken, false)).toBe('error: Something failed. Request id: req-1');
  });

  it('tells an interruption from an error', () => {
    expect(describeFailure(new InterruptedError('go on with x'), false)).toBe('stopped: go on with x');
    expect([exitCodeOf(new InterruptedError()), exitCodeOf(new Error())]).toEqual([130, 1]);
  });
});
