/** The identity of a data set: what is asked about whom, with which pictures; not where the pictures lie. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '@palimpsest/contracts';
import type { Item } from './item.js';

/** SHA-256 in lower-case hex over the canonical JSON of all items, `uri` of their pictures left out. */
export function datasetDigest(items: readonly Item[]): string {
  const hash = createHash('sha256');
  for (const item of items) {
    const images = item.images.map(({ sha256, view }) => ({ sha256, view }));
    hash.update(`${canonicalJson({ ...item, images })}\n`);
  }
  return hash.digest('hex');
}
