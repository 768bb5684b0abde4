/** A report says which ways nobody tried; what a probe tries must not be among them. */
import { catalog } from '@palimpsest/catalog';
import { resolvePlan } from '@palimpsest/contracts';
import { describe, expect, it } from 'vitest';
import { untestedClasses } from '../../libs/audit/src/report/attack-classes.js';

const planOf = (...probes: readonly string[]) =>
  resolvePlan({
    ...{ name: 'test', preset: 'screening', dataset: 'people', probes: [...probes] },
    checkpoints: [{ name: 'vendor', role: 'target' }],
  });
const attacks = catalog.probes.filter(({ purpose }) => purpose !== 'control').map(({ id }) => id);

describe('ways that were not tried', () => {
  it.each(attacks)('are fewer once %s is in the plan', (probe) => {
    expect(untestedClasses(planOf(probe)).length).toBeLessThan(untestedClasses(planOf('noise')).length);
  });

  it('are none when every probe is', () => {
    expect(untestedClasses(planOf(...attacks))).toEqual([]);
  });
});
