/** What a filing rests on: searches that fit something to answers are run often enough, and on permuted answers too. */
import { catalog } from '@palimpsest/catalog';
import { describe, expect, it } from 'vitest';
import { unitsOf } from './planned-units.js';

const { plan, probes } = unitsOf('regulator');
const searches = ['sua', 'soft-prompt', 'embedding-perturbation'];

describe('a filing', () => {
  it.each(searches)(
    'has three seeds or more of %s, on references as on the target, each with permuted answers',
    (id) => {
      const units = probes.filter((unit) => unit.probe.id === id);
      const conditions = new Set(
        units.map(({ checkpoint, answers, fold }) => `${checkpoint.name}, ${answers} answers, fold ${fold?.index}`),
      );
      expect(conditions.size).toBe(3 * 2 * plan.folds);
      for (const condition of conditions) {
        const seeds = units.filter(
          ({ checkpoint, answers, fold }) =>
            condition === `${checkpoint.name}, ${answers} answers, fold ${fold?.index}`,
        );
        expect(new Set(seeds.map(({ seed }) => seed)).size, condition).toBeGreaterThanOrEqual(3);
      }
    },
  );

  it('tries every probe there is', () => {
    const tried = new Set(plan.probes.map(({ id }) => id));
    expect(catalog.probes.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
  });
});
