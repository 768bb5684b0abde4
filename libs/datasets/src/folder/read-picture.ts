/** The picture file of a row, held to the digest that the row gives. */
import { createHash } from 'node:crypto';
import { maximumBytes } from '../image/codec.js';
import type { ImageRef } from '../item.js';
import { DatasetError } from './dataset-error.js';
import type { DatasetFiles } from './dataset-files.js';

/** The bytes of a picture. @throws DatasetError when it is not what the row says */
export async function readPicture(
  files: Pick<DatasetFiles, 'read'>,
  { uri, sha256 }: ImageRef,
  at: { readonly file: string; readonly row: number; readonly index: number },
): Promise<Uint8Array> {
  const what = `images[${at.index}]`;
  const refuse = (problem: string) => new DatasetError(at.file, at.row, `${what} ${problem}`);
  const bytes = await files.read(uri, maximumBytes, refuse);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw refuse('is not the picture whose sha256 the row gives; it was changed or mixed up');
  return bytes;
}
