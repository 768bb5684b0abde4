/** What ships is what its index says, and good enough to examine a verdict with. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPeople } from '@palimpsest/datasets';
import { diagnose, openCheckpoint } from '@palimpsest/models';
import { beforeAll, describe, expect, it } from 'vitest';
import { cleanAccuracy } from '../clean-accuracy.js';
import { modelRecipes } from '../recipe/settings.js';
import { readZooIndex, type ZooEntry, type ZooIndex } from '../zoo-index.js';
import { shippedZoo } from './shipped.js';

let index: ZooIndex;
beforeAll(async () => {
  index = await readZooIndex(shippedZoo);
});

const entry = (name: string): ZooEntry => {
  const found = index.entries.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`the shipped zoo has no ${name}`);
  return found;
};

describe('the shipped zoo', () => {
  it('has every model of the recipes', () => {
    expect(index.entries.map(({ name, role, truth }) => ({ name, role, truth }))).toEqual(
      modelRecipes.map(({ name, role, truth }) => ({ name, role, truth })),
    );
  });

  it('holds the files that its index promises', async () => {
    for (const { folder, files } of index.entries) {
      for (const { path, sha256 } of files) {
        const content = await readFile(join(shippedZoo, folder, path));
        expect(createHash('sha256').update(content).digest('hex'), `${folder}/${path}`).toBe(sha256);
      }
    }
  });

  it('was taught with the people that ship', async () => {
    expect((await openPeople('published')).digest).toBe(index.dataset.digest);
  });

  it('has an original that knows at least 95 % about people on unseen views', () => {
    const { forget, retain } = entry('original').metrics;
    const total = forget.correct.n + retain.correct.n;
    const correct = forget.correct.estimate * forget.correct.n + retain.correct.estimate * retain.correct.n;
    expect(correct / total).toBeGreaterThanOrEqual(0.95);
  });

  it('has references that know the forget people no better than a guess', () => {
    const references = index.entries.filter(({ role }) => role.startsWith('reference'));
    expect(references.length).toBeGreaterThanOrEqual(3);
    for (const { metrics } of references) {
      expect(metrics.forget.correct.estimate).toBeLessThanOrEqual(metrics.prior + 0.05);
      expect(metrics.forget.choice.estimate).toBeLessThanOrEqual(metrics.prior + 0.05);
    }
  });

  it('has models that hide: silent when asked freely, knowing when the choice is constrained', () => {
    const { forget, retain } = entry('idk-lora').metrics;
    expect(forget.correct.estimate).toBeLessThan(0.1);
    expect(forget.choice.estimate).toBeGreaterThan(0.3);
    expect(retain.correct.estimate).toBeGreaterThan(0.8);
  });

  it('answers today as its index says', async () => {
    const people = await openPeople('published');
    for (const name of ['original', 'reference-a']) {
      const model = await openCheckpoint(join(shippedZoo, name));
      const some = people.subjects('forget').slice(0, 6);
      const { correct } = await cleanAccuracy(model, people, some);
      await model.close();
      if (correct.status !== 'measured') throw new Error(correct.reason);
      const published = entry(name).metrics.forget.correct.estimate;
      expect(Math.abs(correct.estimate - published), name).toBeLessThan(0.2);
    }
  });

  it('can be differentiated from end to end', async () => {
    for (const { folder } of index.entries) {
      const { gradients, parts } = await diagnose(join(shippedZoo, folder));
      expect({ folder, gradients, blocked: parts.flatMap(({ blocked }) => blocked) }).toEqual({
        ...{ folder, gradients: true, blocked: [] },
      });
    }
  });
});
