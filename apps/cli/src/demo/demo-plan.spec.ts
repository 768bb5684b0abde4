import { describe, expect, it } from 'vitest';
import type { ZooIndex } from '@palimpsest/zoo';
import { demoPlan, demoTargets } from './demo-plan.js';

const entry = (name: string, role: ZooIndex['entries'][number]['role'], truth: 'knows' | 'hides' | 'forgot') =>
  ({ name, role, truth }) as ZooIndex['entries'][number];
const zoo = {
  dataset: { id: 'people-published', digest: '' },
  entries: [
    entry('original', 'original', 'knows'),
    entry('reference-a', 'reference', 'forgot'),
    entry('reference-b', 'reference', 'forgot'),
    entry('reference-refusing', 'reference-refusing', 'forgot'),
    ...['idk-lora', 'idk-few', 'idk-projector', 'gradient-ascent'].map((name) => entry(name, 'target', 'hides')),
  ],
} as unknown as ZooIndex;

describe('demoPlan', () => {
  it('judges checkpoints of every truth against both kinds of reference', () => {
    const { checkpoints, dataset, preset, seeds } = demoPlan(zoo, [5]);
    const roles = Object.fromEntries(checkpoints.map(({ name, roles: of }) => [name, of]));
    expect({ dataset: dataset.id, preset, seeds }).toEqual({ dataset: 'people-published', preset: 'demo', seeds: [5] });
    expect(roles).toEqual({
      original: ['target', 'original'],
      'reference-a': ['reference'],
      'reference-b': ['target', 'reference'],
      'reference-refusing': ['target', 'matched-reference'],
      'idk-lora': ['target'],
      'idk-few': ['target'],
      'idk-projector': ['target'],
    });
    const truths = checkpoints.filter(({ name }) => demoTargets.includes(name)).map(({ truth }) => truth);
    expect(new Set(truths)).toEqual(new Set(['knows', 'hides', 'forgot']));
  });

  it('says what the zoo lacks', () => {
    const partial = { ...zoo, entries: zoo.entries.filter(({ name }) => name !== 'idk-few') };
    expect(() => demoPlan(partial)).toThrow('The zoo has no idk-few');
  });
});
