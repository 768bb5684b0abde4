/** A folder in our layout as a data set: read and checked at once, pictures when they are asked for. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInputError, parseStrict } from '@palimpsest/contracts';
import { datasetDigest } from '../dataset-digest.js';
import type { Dataset } from '../dataset.js';
import { decodeImage } from '../image/codec.js';
import type { RgbImage } from '../image/rgb-image.js';
import type { ImageRef, Item, Split } from '../item.js';
import { DatasetError } from './dataset-error.js';
import { datasetHeader, headerFile, imagesFolder, isImagePath, itemsFile, type DatasetHeader } from './layout.js';
import { PictureCache } from './picture-cache.js';
import { readItems, type ItemsFile } from './read-items.js';
import { readPicture } from './read-picture.js';

/**
 * @throws DatasetError when the folder is not in the layout, was changed since it was written, or lacks a picture
 */
export async function openDatasetFolder(folder: string): Promise<Dataset> {
  const { header, items } = await readDatasetFolder(folder);
  return new FolderDataset(folder, header, items);
}

export interface DatasetFolder {
  readonly header: DatasetHeader;
  readonly items: ItemsFile;
}

/** Everything but the pictures' contents, checked. */
export async function readDatasetFolder(folder: string): Promise<DatasetFolder> {
  const header = await readHeader(folder);
  const items = await readItems(join(folder, itemsFile));
  if (datasetDigest(items.rows.map(({ item }) => item)) !== header.digest)
    throw new DatasetError(
      itemsFile,
      null,
      `does not have the digest of ${headerFile}; it was changed: import it again`,
    );
  await refuseMissingPictures(folder, items);
  return { header, items };
}

const largestHeader = 64 * 1024;

async function readHeader(folder: string): Promise<DatasetHeader> {
  const path = join(folder, headerFile);
  const status = await stat(path).catch(() => null);
  if (!status?.isFile() || status.size > largestHeader)
    throw new DatasetError(
      headerFile,
      null,
      'is missing or no small file; make the folder with palimpsest dataset import',
    );
  try {
    return parseStrict(datasetHeader, JSON.parse(await readFile(path, 'utf8')), headerFile);
  } catch (error) {
    const reason = error instanceof InvalidInputError ? error.problems[0] : undefined;
    const detail = reason ? `${reason.path}: ${reason.message}` : 'is not JSON';
    throw new DatasetError(headerFile, null, `${detail}; import the data set again`);
  }
}

async function refuseMissingPictures(folder: string, { file, rows }: ItemsFile): Promise<void> {
  const present = new Set(await readdir(join(folder, imagesFolder)).catch(() => []));
  for (const { row, item } of rows) {
    item.images.forEach(({ uri, sha256 }, index) => {
      if (!isImagePath(uri, sha256))
        throw new DatasetError(
          file,
          row,
          `images[${index}] is not at ${imagesFolder}/<sha256>.png, jpg or webp; import it`,
        );
      if (!present.has(uri.slice(imagesFolder.length + 1)))
        throw new DatasetError(
          file,
          row,
          `images[${index}] is missing from ${imagesFolder}; import the data set again`,
        );
    });
  }
}

class FolderDataset implements Dataset {
  readonly id: string;
  readonly digest: string;
  readonly items: readonly Item[];
  readonly #places: ReadonlyMap<string, { readonly ref: ImageRef; readonly row: number; readonly index: number }>;
  readonly #pictures = new PictureCache();

  constructor(
    private readonly folder: string,
    header: DatasetHeader,
    { rows }: ItemsFile,
  ) {
    this.id = header.id;
    this.digest = header.digest;
    this.items = rows.map(({ item }) => item);
    this.#places = new Map(
      rows.flatMap(({ row, item }) => item.images.map((ref, index) => [ref.sha256, { ref, row, index }] as const)),
    );
  }

  subjects(split: Split): readonly string[] {
    return [...new Set(this.items.filter((item) => item.split === split).map((item) => item.subjectId))];
  }

  loadImage({ sha256 }: ImageRef): Promise<RgbImage> {
    return this.#pictures.get(sha256, async () => {
      const place = this.#places.get(sha256);
      if (!place)
        throw new DatasetError(
          itemsFile,
          null,
          `has no picture ${sha256.slice(0, 12)}; it belongs to another data set`,
        );
      const { ref, row, index } = place;
      const bytes = await readPicture(this.folder, ref, { file: itemsFile, row, index });
      return decodeImage(bytes, `${itemsFile}, row ${row}: images[${index}]`);
    });
  }
}
