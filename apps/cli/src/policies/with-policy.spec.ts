import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { builtInPolicies, InvalidInputError, resolvePlan, type PolicyFile } from '@palimpsest/contracts';
import { UsageError } from '../failure.js';
import { withPolicy } from './with-policy.js';

const screening = builtInPolicies.find(({ name }) => name === 'screening') as PolicyFile;
const ours = { ...screening, name: 'ours', version: 3, verdict: { ...screening.verdict, margin: 0.2 } };
const plan = { name: 'test', dataset: 'people', checkpoints: [{ name: 'vendor', role: 'target' }] };

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'palimpsest-policy-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(policy: unknown): Promise<string> {
  const path = join(folder, 'ours.yaml');
  await writeFile(path, stringify(policy));
  return path;
}

describe('withPolicy', () => {
  it('fills in what the plan does not say, and says from which policy', async () => {
    const resolved = resolvePlan(await withPolicy({ ...plan, policy: { alpha: 0.01 } }, await written(ours)));
    expect(resolved.policy).toMatchObject({ margin: 0.2, alpha: 0.01 });
    expect(resolved.probes.map(({ id }) => id)).toEqual(['direct', 'membership']);
    expect(resolved.basedOn).toEqual({ policy: 'ours', version: 3 });
  });

  it('leaves the plan’s own probes alone', async () => {
    const resolved = resolvePlan(await withPolicy({ ...plan, probes: ['sua'] }, await written(ours)));
    expect(resolved.probes.map(({ id }) => id)).toEqual(['sua']);
  });

  it('refuses a preset beside it, and names what is wrong with a policy', async () => {
    await expect(withPolicy({ ...plan, preset: 'demo' }, await written(ours))).rejects.toThrow(UsageError);
    const mistyped = await written({ ...ours, verdict: { ...ours.verdict, margn: 0.2 } });
    await expect(withPolicy(plan, mistyped)).rejects.toThrow(InvalidInputError);
    await expect(withPolicy(plan, mistyped)).rejects.toThrow(
      'verdict.margn: unknown key "margn"; did you mean "margin"?',
    );
  });
});
