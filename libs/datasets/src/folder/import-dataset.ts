/**
 * Bringing a data set into a folder of our own. Everything is checked and copied into `<target>.part`, which
 * becomes the target by one rename: after a failure or a kill there is no data set rather than half of one.
 */
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { canonicalJson, slug } from '@palimpsest/contracts';
import { datasetDigest } from '../dataset-digest.js';
import type { Dataset } from '../dataset.js';
import { decodeImage } from '../image/codec.js';
import type { ImageRef, Item } from '../item.js';
import { DatasetError } from './dataset-error.js';
import { folderFiles } from './dataset-files.js';
import { headerFile, imagePath, imagesFolder, itemsFile, type DatasetHeader } from './layout.js';
import { openDatasetFolder, readDataset } from './open-dataset.js';
import { readItems, type ItemsFile } from './read-items.js';
import { readPicture } from './read-picture.js';

/**
 * @param source a folder in our layout, or a JSONL file of canonical items whose pictures lie beside it
 * @param target a folder that does not exist yet; its name becomes the data set's id
 * @throws DatasetError or ImageFormatError, for the first thing that is wrong, with nothing left behind
 */
export async function importDataset(source: string, target: string): Promise<Dataset> {
  const id = basename(resolve(target));
  const part = `${resolve(target)}.part`;
  await checkTarget(id, target, part, source);
  const { folder, items } = await readSource(source);
  await rm(part, { recursive: true, force: true }); // what a kill left behind
  await mkdir(join(part, imagesFolder), { recursive: true });
  try {
    const stored = await copyPictures(folder, items, part);
    await write(part, itemsFile, stored.map((item) => `${canonicalJson(item)}\n`).join(''));
    const header: DatasetHeader = {
      schema: 'palimpsest.dataset/1',
      id,
      digest: datasetDigest(stored),
      createdFrom: { name: basename(resolve(source)), sha256: items.sha256 },
    };
    await write(part, headerFile, `${JSON.stringify(header, null, 2)}\n`);
    await rename(part, target);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
  return openDatasetFolder(target);
}

async function checkTarget(id: string, target: string, part: string, source: string): Promise<void> {
  const named = slug.safeParse(id);
  if (!named.success)
    throw new DatasetError(id, null, `cannot name a data set: ${named.error.issues[0]?.message ?? 'choose another'}`);
  if (await stat(target).catch(() => null))
    throw new DatasetError(id, null, 'exists already; choose another name, data sets are never changed');
  const from = await realpath(source).catch(() => {
    throw new DatasetError(basename(source), null, 'does not exist; give a folder or a .jsonl file');
  });
  if (`${from}${sep}`.startsWith(`${part}${sep}`))
    throw new DatasetError(basename(source), null, 'is an unfinished import, which this one replaces; move it first');
}

async function readSource(source: string): Promise<{ readonly folder: string; readonly items: ItemsFile }> {
  if ((await stat(source)).isDirectory())
    return { folder: source, items: (await readDataset(folderFiles(source))).items };
  return { folder: dirname(source), items: await readItems(source) };
}

/** Copies every picture once, under its digest, and gives the items that point there. */
async function copyPictures(folder: string, { file, rows }: ItemsFile, part: string): Promise<readonly Item[]> {
  const files = folderFiles(folder);
  const placed = new Map<string, string>();
  const checked = new Set<string>();
  const place = async (ref: ImageRef, row: number, index: number): Promise<ImageRef> => {
    const key = `${ref.sha256} ${ref.uri}`;
    if (!checked.has(key)) {
      const bytes = await readPicture(files, ref, { file, row, index });
      if (!placed.has(ref.sha256)) {
        await decodeImage(bytes, `${file}, row ${row}: images[${index}]`);
        const path = imagePath(ref.sha256, bytes);
        await write(part, path, bytes);
        placed.set(ref.sha256, path);
      }
      checked.add(key);
    }
    return { ...ref, uri: placed.get(ref.sha256) as string }; // placed above
  };
  const stored: Item[] = [];
  for (const { row, item } of rows) {
    const images: ImageRef[] = [];
    for (const [index, ref] of item.images.entries()) images.push(await place(ref, row, index));
    stored.push({ ...item, images });
  }
  return stored;
}

/** On the disk, not only in its cache, when this returns. */
async function write(folder: string, path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(join(folder, path), 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
