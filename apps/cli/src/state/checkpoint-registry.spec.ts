import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckpointRegistry } from './checkpoint-registry.js';

const digest = (letter: string) => letter.repeat(64);
const builtIn = [{ name: 'original', folder: '/zoo/original', digest: digest('0') }];

let state: string;
let registry: CheckpointRegistry;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'palimpsest-registry-'));
  registry = new CheckpointRegistry(state, () => Promise.resolve(builtIn));
});
afterEach(() => rm(state, { recursive: true, force: true }));

describe('CheckpointRegistry', () => {
  it('finds what was added and what is built in, and keeps it', async () => {
    await registry.add({ name: 'vendor', folder: '/models/vendor', digest: digest('a') });
    const again = new CheckpointRegistry(state, () => Promise.resolve(builtIn));
    expect(await again.list()).toEqual([{ name: 'vendor', folder: '/models/vendor', digest: digest('a') }, ...builtIn]);
    expect(await again.find('original')).toEqual(builtIn[0]);
  });

  it('suggests the name that was meant', async () => {
    await expect(registry.find('orignal')).rejects.toThrow('did you mean "original"?');
  });

  it('adds the same twice without a word and refuses a name that is taken', async () => {
    const vendor = { name: 'vendor', folder: '/models/vendor', digest: digest('a') };
    await registry.add(vendor);
    const before = await readFile(join(state, 'checkpoints.json'), 'utf8');
    await registry.add(vendor);
    await expect(registry.add({ ...vendor, digest: digest('b') })).rejects.toThrow('is taken by /models/vendor');
    await expect(registry.add({ ...vendor, name: 'original' })).rejects.toThrow('is taken by /zoo/original');
    expect(await readFile(join(state, 'checkpoints.json'), 'utf8')).toBe(before);
  });

  it('learns of a signature when the same is added with one, and keeps it', async () => {
    const vendor = { name: 'vendor', folder: '/models/vendor', digest: digest('a') };
    const oms = { name: 'model', digest: digest('c'), signature: digest('d'), verifiedBy: null };
    await registry.add(vendor);
    await registry.add({ ...vendor, oms });
    await registry.add(vendor);
    expect(await registry.own()).toEqual([{ ...vendor, oms }]);
  });

  it('refuses names that could climb out of a folder, and writes nothing', async () => {
    await expect(registry.add({ name: '../x', folder: '/models/x', digest: digest('a') })).rejects.toThrow('--name');
    expect(await readdir(state)).toEqual([]);
  });

  it('says what to do about a damaged file', async () => {
    await writeFile(join(state, 'checkpoints.json'), '{"schema": ');
    await expect(registry.list()).rejects.toThrow('is not JSON; restore it');
  });
});
