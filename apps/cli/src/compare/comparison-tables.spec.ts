import { stripVTControlCharacters } from 'node:util';
import { comparisonExample, type Comparison } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { comparisonTables } from './comparison-tables.js';

const tables = (comparison: Comparison = comparisonExample) => stripVTControlCharacters(comparisonTables(comparison));

describe('comparisonTables', () => {
  it('starts with the ranks and what they are by', () => {
    const [headline, measure, , first] = tables().split('\n');
    expect(headline).toBe('1 of 3 pairs of targets could be told apart; the others share ranks.');
    expect(measure).toMatch(/at the worst of 2 confirmatory endpoints; Holm over 6 tests\.$/);
    expect(first).toMatch(/^ {2}retrained +1–2 +\+0\.4 \[-2\.6, \+3\.4\] +direct\/clean\/choice +no-leak-above-bound/);
    expect(tables()).toContain('npo: the attack did not work as an attack');
  });

  it('gives every endpoint its differences from the baseline, and says how p was adjusted', () => {
    expect(tables()).toMatch(/direct\/clean\/choice +recovery +leak +difference from npo +p \(Holm over 6 tests\)/);
    expect(tables()).toMatch(/quantise\/int4\/free .*p \(Benjamini–Hochberg over 2 tests\)/);
    expect(tables()).toContain('exploratory: counts for no rank');
  });

  it('says in words what was not measured', () => {
    expect(tables()).toMatch(/vendor +none +sua\/sua\/free: no answers/);
    expect(tables()).toMatch(/vendor +the audit has no such probe/);
    const reason = 'the audits have no detectors';
    expect(tables({ ...comparisonExample, stealthRecovery: { state: 'not-measured', reason } })).toContain(reason);
  });

  it('lists all pairs of a few targets, and says where those of many are', () => {
    expect(tables()).toMatch(/retrained from idk-few +-64\.7/);
    const more = [...comparisonExample.targets, { ...comparisonExample.targets[0]!, label: 'fifth' }];
    expect(tables({ ...comparisonExample, targets: more })).toContain('all 10 pairs at every endpoint: -o');
  });
});
