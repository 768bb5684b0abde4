import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkpointFamilies } from '@palimpsest/contracts';
import { openCheckpoint, type VisionLanguageModel } from '@palimpsest/models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTinyCheckpoint } from '../../../../test/support/tiny-checkpoint.js';
import { matricesOf } from './matrices.js';

let folder: string;
let model: VisionLanguageModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'matrices-'));
  await writeTinyCheckpoint(join(folder, 'tiny'));
  model = await openCheckpoint(join(folder, 'tiny'));
});
afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

describe('matricesOf', () => {
  it('finds every matrix and kernel but the embedding, and nothing else', () => {
    const wanted = model.graphs.parameters.filter(
      ({ name, dims, part }) => part !== 'embedding' && dims.length >= 2 && /\.weight$/.test(name),
    );
    expect(
      matricesOf(model)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(wanted.map(({ name }) => name).sort());
    expect(wanted.length).toBeGreaterThan(20);
  });

  it('knows the output channels of matrices and of kernels', () => {
    const axisOf = new Map(matricesOf(model).map(({ name, outputAxis }) => [name, outputAxis]));
    for (const { name, dims } of model.graphs.parameters) {
      const axis = axisOf.get(name);
      if (axis !== undefined) expect(axis, name).toBe(dims.length === 4 ? 0 : 1);
    }
  });

  it.each(checkpointFamilies)('finds matrices in every part of a checkpoint of the family %s', async (family) => {
    const fixture = fileURLToPath(new URL(`../../../models/fixtures/${family}/checkpoint`, import.meta.url));
    const exported = await openCheckpoint(fixture);
    const found = new Set(matricesOf(exported).map(({ name }) => name));
    const parts = exported.graphs.parameters.filter(({ name }) => found.has(name)).map(({ part }) => part);
    expect(parts).toEqual(expect.arrayContaining(['vision', 'decoder']));
    expect(parts.length).toBeGreaterThan(10);
    await exported.close();
  });

  it('reads the weights that the model has', () => {
    for (const matrix of matricesOf(model)) {
      const { dims } = model.graphs.parameters.find(({ name }) => name === matrix.name) ?? { dims: [] };
      const { data } = matrix.read();
      expect(data.length).toBe(dims.reduce((a, b) => a * b, 1));
      expect(data.some((value) => value !== 0)).toBe(true);
    }
  });
});
