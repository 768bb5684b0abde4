/** A data set as the rest of the house sees it: items, who is in which split, and pictures on demand. */
import type { RgbImage } from './image/rgb-image.js';
import type { ImageRef, Item, Split } from './item.js';

export interface Dataset {
  readonly id: string;
  /** SHA-256 over the canonical JSON of all items, picture digests included, picture locations left out. */
  readonly digest: string;
  readonly items: readonly Item[];
  /** Ids of the data subjects of a split, in order of first appearance. Never print them. */
  subjects(split: Split): readonly string[];
  /** Decodes (or computes) a picture and checks its digest. Calls for one picture share one result. */
  loadImage(ref: ImageRef): Promise<RgbImage>;
}
