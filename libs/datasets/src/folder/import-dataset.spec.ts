import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasetDigest } from '../dataset-digest.js';
import { canonicalPng } from '../image/canonical-png.js';
import { openDatasetFolder } from './open-dataset.js';
import { importDataset } from './import-dataset.js';
import { grey, items, personal, pictures, ref, sha256, writeSource } from './testing/sample-source.js';

let folder: string;
let source: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dataset-'));
  source = join(folder, 'in', 'people.jsonl');
  target = join(folder, 'out', 'mine');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const given = (rows: readonly unknown[], files?: Readonly<Record<string, Uint8Array>>) =>
  writeSource(join(folder, 'in'), rows, files);
const tryImport = () =>
  importDataset(source, target).then(
    () => 'imported',
    (error: Error) => error.message,
  );
const leftBehind = () => readdir(dirname(target)).catch(() => []);

describe('importDataset', () => {
  it('gives a data set with the same items, splits, pictures and digest', async () => {
    await given(items);
    const dataset = await importDataset(source, target);
    expect([dataset.id, dataset.digest]).toEqual(['mine', datasetDigest(items)]);
    expect([dataset.subjects('forget'), dataset.subjects('retain')]).toEqual([['Mallory'], ['Trent']]);
    expect(await dataset.loadImage(ref('faces/Mallory.png'))).toEqual(grey(10));
    expect((await dataset.loadImage(ref('Trent.jpg'))).width).toBe(2);
  });

  it('keeps pictures as they came, under their digests, and says what they came from', async () => {
    await given(items);
    const { digest } = await importDataset(source, target);
    expect((await readdir(join(target, 'images'))).sort()).toEqual(
      [`${ref('faces/Mallory.png').sha256}.png`, `${ref('Trent.jpg').sha256}.jpg`].sort(),
    );
    expect(await leftBehind()).toEqual(['mine']);
    expect(JSON.parse(await readFile(join(target, 'dataset.json'), 'utf8'))).toEqual({
      schema: 'palimpsest.dataset/1',
      id: 'mine',
      digest,
      createdFrom: { name: 'people.jsonl', sha256: sha256(await readFile(source)) },
    });
  });

  it('gives the same files from a folder of its own making', async () => {
    await given(items);
    const first = await importDataset(source, target);
    const copy = join(folder, 'out', 'copy');
    const second = await importDataset(target, copy);
    expect([second.id, second.digest]).toEqual(['copy', first.digest]);
    expect(await readFile(join(copy, 'items.jsonl'))).toEqual(await readFile(join(target, 'items.jsonl')));
  });

  it('starts over after an import that was killed', async () => {
    await given(items);
    await mkdir(join(`${target}.part`, 'images'), { recursive: true });
    await writeFile(join(`${target}.part`, 'items.jsonl'), 'half a line');
    expect(await tryImport()).toBe('imported');
    expect(await leftBehind()).toEqual(['mine']);
  });

  it('never replaces a data set', async () => {
    await given(items);
    await importDataset(source, target);
    expect(await tryImport()).toContain('mine: exists already');
    expect((await openDatasetFolder(target)).items).toHaveLength(2);
  });

  const [first, second] = items;
  const image = ref('faces/Mallory.png');
  const withUri = (uri: string) => ({ ...first, images: [{ ...image, uri }] });
  it.each<[string, unknown[], string]>([
    ['an id twice', [first, { ...second, id: first.id }], 'row 2: has the id of row 1'],
    [
      'a subject in two splits',
      [first, { ...second, subjectId: 'Mallory' }],
      'row 2: puts the subject of row 1 (forget)',
    ],
    ['a misspelt field', [first, '', { ...second, answr: 'x' }], 'row 3: unknown key "answr"; did you mean "answer"?'],
    [
      'a name as a field',
      [{ ...first, 'Mallory Smith': 1 }],
      'row 1: a key that is no field; known keys: id, benchmark',
    ],
    ['a missing field', [first, { ...second, task: undefined }], 'row 2: task: is missing; expected one of "mcq"'],
    ['a line that is no JSON', ['{"answer": Mallory}'], 'row 1: is not JSON'],
    ['a list', ['[]'], 'row 1: the line: Invalid input: expected object, received array'],
    ['nothing', [], 'holds no items'],
    ['an absolute path', [withUri('/etc/Mallory.png')], 'row 1: images[0] is an absolute path'],
    ['a climbing path', [withUri('faces/../../Mallory.png')], 'row 1: images[0] climbs out with ".."'],
    ['a Windows path', [withUri('faces\\Mallory.png')], 'row 1: images[0] holds a backslash'],
    ['a URL', [withUri('https://example.org/Mallory.png')], 'row 1: images[0] is a URL'],
    ['a file URL', [withUri('file:///Mallory.png')], 'row 1: images[0] is a URL'],
    ['a picture that is not there', [withUri('Mallory.png')], 'row 1: images[0] points to a file that does not exist'],
    ['a folder as a picture', [withUri('faces')], 'row 1: images[0] points to something that is no file'],
    ['another picture than promised', [withUri('Trent.jpg')], 'row 1: images[0] is not the picture whose sha256'],
    [
      'another picture than promised after the right one was seen',
      [first, { ...second, images: [{ ...image, uri: 'Trent.jpg' }] }],
      'row 2: images[0] is not the picture whose sha256',
    ],
  ])('refuses %s by row, without naming anybody, and leaves nothing', async (_, rows, message) => {
    await given(rows);
    const said = await tryImport();
    expect(said).toContain('people.jsonl');
    expect(said).toContain(message);
    expect(said).not.toMatch(personal);
    expect(said).not.toContain('\n');
    expect(await leftBehind()).toEqual([]);
  });

  it.each([
    ['0 bytes', new Uint8Array(0), 'row 1: images[0] has 0 bytes'],
    ['100 megapixels', announce(10_000, 10_000), 'row 1: images[0] has more than 64 megapixels'],
    ['text', new TextEncoder().encode('<svg/>'), 'row 1: images[0] is not a PNG, JPEG or WebP file'],
    ['half a file', canonicalPng(grey(1)).slice(0, 50), 'row 1: images[0] starts like a PNG file but is truncated'],
  ])('refuses a picture of %s and leaves nothing', async (_, bytes, message) => {
    const changed = { ...first, images: [{ ...image, sha256: sha256(bytes) }] };
    await given([changed, second], { ...pictures, 'faces/Mallory.png': bytes });
    expect(await tryImport()).toContain(message);
    expect(await leftBehind()).toEqual([]);
  });

  it('follows a symbolic link inside the folder and refuses one that leads out', async () => {
    await given([withUri('link.png')]);
    const link = join(folder, 'in', 'link.png');
    await symlink(join(folder, 'in', 'faces', 'Mallory.png'), link);
    expect(await tryImport()).toBe('imported');

    const outside = join(folder, 'secret.png');
    await writeFile(outside, pictures['faces/Mallory.png']);
    await rm(link);
    await symlink(outside, link);
    target = join(folder, 'out', 'again');
    expect(await tryImport()).toContain('row 1: images[0] leads out of the folder by a symbolic link');
    expect(await leftBehind()).toEqual(['mine']);
  });

  it('refuses a source that is not there and a target that is no name', async () => {
    expect(await tryImport()).toContain('people.jsonl: does not exist');
    await given(items);
    target = join(folder, 'out', 'my data');
    expect(await tryImport()).toContain('my data: cannot name a data set');
  });
});

/** A PNG file whose header promises `width`×`height`. */
function announce(width: number, height: number): Uint8Array {
  const png = canonicalPng(grey(0));
  const header = new DataView(png.buffer);
  header.setUint32(16, width);
  header.setUint32(20, height);
  return png;
}
