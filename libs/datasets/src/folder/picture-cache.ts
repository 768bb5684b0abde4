/** Decoded pictures by digest, the least recently asked for dropped first once they exceed a number of bytes. */
import type { RgbImage } from '../image/rgb-image.js';

export const cacheBytes = 256 * 1024 * 1024;
/** Pictures read at once: more would only hold files open. */
const lanes = 4;

interface Entry {
  readonly picture: Promise<RgbImage>;
  /** 0 until it is decoded. */
  bytes: number;
}

export class PictureCache {
  readonly #entries = new Map<string, Entry>();
  readonly #lanes: Promise<unknown>[] = Array<Promise<unknown>>(lanes).fill(Promise.resolve());
  #asked = 0;
  #bytes = 0;

  constructor(private readonly mostBytes: number = cacheBytes) {}

  /** The picture; `load` runs once for calls that overlap. A failure is not remembered. */
  get(key: string, load: () => Promise<RgbImage>): Promise<RgbImage> {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.picture;
    }
    const entry: Entry = { picture: this.#inLane(load), bytes: 0 };
    this.#entries.set(key, entry);
    void entry.picture.then(
      ({ data }) => this.#keep(entry, data.length),
      () => this.#entries.delete(key),
    );
    return entry.picture;
  }

  #inLane(load: () => Promise<RgbImage>): Promise<RgbImage> {
    const lane = this.#asked++ % lanes;
    const picture = (this.#lanes[lane] ?? Promise.resolve()).then(load);
    this.#lanes[lane] = picture.catch(() => undefined);
    return picture;
  }

  #keep(entry: Entry, bytes: number): void {
    entry.bytes = bytes;
    this.#bytes += bytes;
    for (const [key, old] of this.#entries) {
      if (this.#bytes <= this.mostBytes) return;
      if (old.bytes === 0) continue;
      this.#entries.delete(key);
      this.#bytes -= old.bytes;
    }
  }
}
