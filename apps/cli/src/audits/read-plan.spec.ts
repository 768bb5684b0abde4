import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidInputError } from '@palimpsest/contracts';
import { UsageError } from '../failure.js';
import { readPlan } from './read-plan.js';

const good = 'name: test\ndataset: people\ncheckpoints: [{ name: vendor, role: target }]\n';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'palimpsest-plan-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function plan(text: string): Promise<string> {
  const path = join(folder, 'plan.yaml');
  await writeFile(path, text);
  return path;
}

describe('readPlan', () => {
  it('resolves a short plan, and takes other seeds when told', async () => {
    const path = await plan(`${good}seeds: [4]\n`);
    expect((await readPlan(path)).resolved).toMatchObject({ name: 'test', preset: 'standard', seeds: [4] });
    expect((await readPlan(path, { seeds: [7, 8] })).resolved.seeds).toEqual([7, 8]);
  });

  it('keeps what was written for a server to resolve', async () => {
    const path = await plan(good);
    expect((await readPlan(path)).written).not.toHaveProperty('preset');
    expect((await readPlan(path, { seeds: [7] })).written).toMatchObject({ dataset: 'people', seeds: [7] });
  });

  it('names a mistyped key, its place and the key that was meant', async () => {
    const path = await plan(`${good}probes: [{ id: sua, parms: { steps: 3 } }]\n`);
    await expect(readPlan(path)).rejects.toThrow(InvalidInputError);
    await expect(readPlan(path)).rejects.toThrow('probes[0].parms: unknown key "parms"; did you mean "params"?');
  });

  it('says where YAML stops being YAML', async () => {
    await expect(readPlan(await plan('name: [unclosed\n'))).rejects.toThrow(/plan\.yaml is not YAML: .*line 2/);
    await expect(readPlan(await plan('name: a\nname: b\n'))).rejects.toThrow(/unique/);
  });

  it('refuses a split that does not exist instead of auditing nobody', async () => {
    const path = await plan(good.replace('people', '{ id: people, forget: forgot }'));
    await expect(readPlan(path)).rejects.toThrow('dataset.forget: there is no split "forgot"; did you mean "forget"?');
  });

  it('does not read folders, missing files and huge ones', async () => {
    await expect(readPlan(join(folder, 'absent.yaml'))).rejects.toThrow(UsageError);
    await expect(readPlan(folder)).rejects.toThrow(UsageError);
    await expect(readPlan(await plan(`#${' '.repeat(1024 * 1024)}`))).rejects.toThrow('a plan has at most 1048576');
  });
});
