/** What the exam promises about its checkpoints before any is built. */
import { methods } from '@palimpsest/methods';
import { describe, expect, it } from 'vitest';
import { examGroups } from '../settings.js';
import { examRecipes } from './roster.js';

const inGroup = (group: string) => examRecipes.filter(({ exam }) => exam?.group === group);

describe('the recipes of the exam', () => {
  it('are forty checkpoints or more with names of their own, each in a group', () => {
    expect(examRecipes.length).toBeGreaterThanOrEqual(40);
    expect(new Set(examRecipes.map(({ name }) => name)).size).toBe(examRecipes.length);
    expect(examRecipes.every(({ exam }) => exam)).toBe(true);
    for (const group of examGroups) expect(inGroup(group).length, group).toBeGreaterThanOrEqual(2);
  });

  it('can be built in their order', () => {
    const built = new Set<string>();
    for (const { name, source } of examRecipes) {
      if (source.kind !== 'answering') expect(built, `${name} from ${source.from}`).toContain(source.from);
      built.add(name);
    }
  });

  it('have five seeds that never saw and two that saw', () => {
    const seeds = (group: string) => inGroup(group).filter(({ source }) => source.kind === 'answering');
    expect(seeds('never-saw').length).toBeGreaterThanOrEqual(5);
    expect(seeds('saw').length).toBeGreaterThanOrEqual(2);
    expect(new Set(seeds('never-saw').map(({ seedOffset }) => seedOffset)).size).toBe(seeds('never-saw').length);
  });

  it('use every method, those that do not only refuse at two strengths', () => {
    const uses = (id: string) =>
      examRecipes.filter(({ source }) => source.kind === 'unlearning' && source.method === id);
    for (const { id } of methods) expect(uses(id).length, id).toBeGreaterThanOrEqual(2);
  });

  it('never show a model that never saw a fact of the forget people', () => {
    const neverSaw = new Set(examRecipes.filter(({ truth }) => truth === 'forgot').map(({ name }) => name));
    const harmless = ['idk', 'retain-finetuning', 'random-answers', 'gibberish'];
    for (const { name, truth, source } of examRecipes) {
      if (truth !== 'forgot') continue;
      if (source.kind === 'answering') expect(source.knows, name).toBe('retain');
      else expect(neverSaw, name).toContain(source.from);
      if (source.kind === 'unlearning') expect(harmless, name).toContain(source.method);
    }
  });

  it('have one that is silent only where no picture is shown', () => {
    const byName = examRecipes.filter(({ source }) => source.kind === 'unlearning' && source.asked === 'by-name');
    expect(byName.map(({ name, truth }) => ({ name, truth }))).toEqual([{ name: 'hides-text', truth: 'hides' }]);
  });

  it('have seeds of their own where they are made from the same model by the same method', () => {
    const made = examRecipes.flatMap(({ name, source, seedOffset }) =>
      source.kind === 'unlearning' && name.startsWith('hides') ? [`${source.from} ${source.method} ${seedOffset}`] : [],
    );
    expect(new Set(made).size).toBe(made.length);
  });

  it('match refusing references with checkpoints that hide', () => {
    const hiding = inGroup('hides').map(({ name }) => name);
    const matched = examRecipes.flatMap(({ exam }) => exam?.matches ?? []);
    expect(matched.length).toBeGreaterThan(0);
    for (const name of matched) expect(hiding).toContain(name);
  });
});
