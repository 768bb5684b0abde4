import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatasetFolder } from './open-dataset.js';
import { importDataset } from './import-dataset.js';
import { grey, items, personal, pictures, ref, writeSource } from './testing/sample-source.js';

let folder: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dataset-'));
  target = join(folder, 'mine');
  await importDataset(await writeSource(join(folder, 'in'), items), target);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const trent = ref('Trent.jpg');
const trentsFile = () => join(target, 'images', `${trent.sha256}.jpg`);
const edit = async (name: string, change: (text: string) => string) =>
  writeFile(join(target, name), change(await readFile(join(target, name), 'utf8')));

describe('openDatasetFolder', () => {
  it('shares one picture between calls', async () => {
    const dataset = await openDatasetFolder(target);
    const [one, two] = await Promise.all([dataset.loadImage(trent), dataset.loadImage(trent)]);
    expect(one).toBe(two);
  });

  it('is the same data set after its folder was moved', async () => {
    const { digest } = await openDatasetFolder(target);
    await rename(target, join(folder, 'moved'));
    expect((await openDatasetFolder(join(folder, 'moved'))).digest).toBe(digest);
  });

  it('refuses a picture of another data set', async () => {
    const dataset = await openDatasetFolder(target);
    await expect(dataset.loadImage({ ...trent, sha256: 'a'.repeat(64) })).rejects.toThrow(
      'has no picture aaaaaaaaaaaa; it belongs to another data set',
    );
  });

  it('refuses a picture that was changed when it is asked for, and still gives the others', async () => {
    const dataset = await openDatasetFolder(target);
    await writeFile(trentsFile(), pictures['faces/Mallory.png']);
    await expect(dataset.loadImage(trent)).rejects.toThrow('items.jsonl, row 2: images[0] is not the picture');
    expect(await dataset.loadImage(ref('faces/Mallory.png'))).toEqual(grey(10));
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'an answer was changed',
      () => edit('items.jsonl', (text) => text.replace('Lisbon', 'Porto')),
      'items.jsonl: does not have the digest of dataset.json',
    ],
    ['a picture is gone', () => rm(trentsFile()), 'items.jsonl, row 2: images[0] is missing'],
    [
      'a path was changed',
      () => edit('items.jsonl', (text) => text.replace('images/', 'pictures/')),
      'items.jsonl, row 1: images[0] is not at images/<sha256>',
    ],
    ['the items are gone', () => rm(join(target, 'items.jsonl')), 'items.jsonl: is missing'],
    ['the header is gone', () => rm(join(target, 'dataset.json')), 'dataset.json: is missing'],
    ['the header is no JSON', () => edit('dataset.json', () => '{'), 'dataset.json: is not JSON'],
    [
      'the header has a misspelt key',
      () => edit('dataset.json', (text) => text.replace('"createdFrom"', '"createdFrm"')),
      'dataset.json: createdFrom',
    ],
    [
      'the header is of another version',
      () => edit('dataset.json', (text) => text.replace('dataset/1', 'dataset/2')),
      'dataset.json: schema',
    ],
  ])('says what happened when %s', async (_, change, message) => {
    await change();
    const said = await openDatasetFolder(target).then(String, (error: Error) => error.message);
    expect(said).toContain(message);
    expect(said).not.toMatch(personal);
    expect(said).not.toContain('\n');
  });
});
