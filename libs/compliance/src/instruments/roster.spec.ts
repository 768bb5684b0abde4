import { describe, expect, it } from 'vitest';
import { profiles } from '../profiles/roster.js';
import { instruments } from './roster.js';

const requirements = instruments.flatMap((instrument) =>
  instrument.requirements.map((requirement) => ({ ...requirement, instrument })),
);

describe('instruments', () => {
  it('have ids of their own, and so have their requirements', () => {
    const ids = [...instruments.map(({ id }) => id), ...requirements.map(({ id }) => id)];
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, instrument } of requirements) expect(id.startsWith(`${instrument.id}-`), id).toBe(true);
  });

  it.each(requirements)(
    '$id says in a sentence what it asks and what cannot be shown, and where to read it',
    (entry) => {
      expect(entry.asks).toMatch(/^\p{Lu}.{15,}\.$/u);
      expect(entry.cannotShow).toMatch(/^\p{Lu}.{15,}\.$/u);
      expect(entry.instrument.sources.length).toBeGreaterThan(0);
      for (const { where } of entry.instrument.sources) expect(URL.parse(where)?.protocol).toBe('https:');
    },
  );

  it('are looked at by some profile, and profiles name none that is not there', () => {
    const used = new Set(profiles.flatMap((profile) => profile.instruments));
    expect([...used].sort()).toEqual(instruments.map(({ id }) => id).sort());
  });
});
