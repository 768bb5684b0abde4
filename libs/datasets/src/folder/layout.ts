/**
 * A data set as a folder: `dataset.json` says what it is, `items.jsonl` holds one canonical item per line,
 * `images/` the pictures under their own digests. Plain files, so that anybody can look at and check them.
 */
import { z } from 'zod';
import { digest, slug } from '@palimpsest/contracts';
import { imageFormat, type ImageFormat } from '../image/codec.js';

export const headerFile = 'dataset.json';
export const itemsFile = 'items.jsonl';
export const imagesFolder = 'images';

export const datasetHeader = z.strictObject({
  schema: z.literal('palimpsest.dataset/1'),
  id: slug,
  digest: digest.describe('identity of the items: see datasetDigest'),
  createdFrom: z.strictObject({
    name: z.string().min(1).max(255).describe('file or folder, without the folders it lay in'),
    sha256: digest.describe('of the file with the items'),
  }),
});
export type DatasetHeader = z.infer<typeof datasetHeader>;

const extensions: Readonly<Record<ImageFormat, string>> = { PNG: 'png', JPEG: 'jpg', WebP: 'webp' };

/** Where a picture lies inside the folder. @param bytes of a picture that could be decoded */
export function imagePath(sha256: string, bytes: Uint8Array): string {
  const format = imageFormat(bytes);
  if (!format) throw new TypeError('only decoded pictures are stored');
  return `${imagesFolder}/${sha256}.${extensions[format]}`;
}

/** Whether `uri` is one of the places a picture with this digest may lie at. */
export function isImagePath(uri: string, sha256: string): boolean {
  return Object.values(extensions).some((extension) => uri === `${imagesFolder}/${sha256}.${extension}`);
}
