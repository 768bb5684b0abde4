/** Files in our layout as a data set: read and checked at once, pictures when they are asked for. */
import { InvalidInputError, parseStrict } from '@palimpsest/contracts';
import { datasetDigest } from '../dataset-digest.js';
import type { Dataset } from '../dataset.js';
import { decodeImage } from '../image/codec.js';
import type { RgbImage } from '../image/rgb-image.js';
import type { ImageRef, Item, Split } from '../item.js';
import { DatasetError } from './dataset-error.js';
import { folderFiles, type DatasetFiles } from './dataset-files.js';
import { datasetHeader, headerFile, imagesFolder, isImagePath, itemsFile, type DatasetHeader } from './layout.js';
import { PictureCache } from './picture-cache.js';
import { itemsOf, mostItemBytes, type ItemsFile } from './read-items.js';
import { readPicture } from './read-picture.js';

/**
 * @throws DatasetError when the folder is not in the layout, was changed since it was written, or lacks a picture
 */
export function openDatasetFolder(folder: string): Promise<Dataset> {
  return openDataset(folderFiles(folder));
}

/** @throws DatasetError as {@link openDatasetFolder} */
export async function openDataset(files: DatasetFiles): Promise<Dataset> {
  const { header, items } = await readDataset(files);
  return new StoredDataset(files, header, items);
}

export interface DatasetContent {
  readonly header: DatasetHeader;
  readonly items: ItemsFile;
}

/** Everything but the pictures' contents, checked. */
export async function readDataset(files: DatasetFiles): Promise<DatasetContent> {
  const header = await readHeader(files);
  const bytes = await files.read(itemsFile, mostItemBytes, () => {
    const problem = `is missing, empty or larger than ${mostItemBytes} bytes; import the data set again`;
    return new DatasetError(itemsFile, null, problem);
  });
  const items = await itemsOf(itemsFile, [bytes]);
  if (datasetDigest(items.rows.map(({ item }) => item)) !== header.digest)
    throw new DatasetError(
      itemsFile,
      null,
      `does not have the digest of ${headerFile}; it was changed: import it again`,
    );
  await refuseMissingPictures(files, items);
  return { header, items };
}

const largestHeader = 64 * 1024;

async function readHeader(files: DatasetFiles): Promise<DatasetHeader> {
  const missing = 'is missing or no small file; make the folder with palimpsest dataset import';
  const bytes = await files.read(headerFile, largestHeader, () => new DatasetError(headerFile, null, missing));
  try {
    return parseStrict(datasetHeader, JSON.parse(new TextDecoder().decode(bytes)), headerFile);
  } catch (error) {
    const reason = error instanceof InvalidInputError ? error.problems[0] : undefined;
    const detail = reason ? `${reason.path}: ${reason.message}` : 'is not JSON';
    throw new DatasetError(headerFile, null, `${detail}; import the data set again`);
  }
}

async function refuseMissingPictures(files: DatasetFiles, { file, rows }: ItemsFile): Promise<void> {
  const present = await files.pictures();
  for (const { row, item } of rows) {
    item.images.forEach((picture, index) => {
      if (!isImagePath(picture.uri, picture.sha256))
        throw new DatasetError(
          file,
          row,
          `images[${index}] is not at ${imagesFolder}/<sha256>.png, jpg or webp; import it`,
        );
      if (!present.has(picture))
        throw new DatasetError(
          file,
          row,
          `images[${index}] is missing from ${imagesFolder}; import the data set again`,
        );
    });
  }
}

class StoredDataset implements Dataset {
  readonly id: string;
  readonly digest: string;
  readonly items: readonly Item[];
  readonly #places: ReadonlyMap<string, { readonly ref: ImageRef; readonly row: number; readonly index: number }>;
  readonly #pictures = new PictureCache();

  constructor(
    private readonly files: DatasetFiles,
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
      const bytes = await readPicture(this.files, ref, { file: itemsFile, row, index });
      return decodeImage(bytes, `${itemsFile}, row ${row}: images[${index}]`);
    });
  }
}
