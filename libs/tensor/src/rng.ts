/**
 * The seeded source of everything random. xoshiro128** (Blackman & Vigna 2018) on 32-bit integers, seeded
 * through SplitMix-like mixing of the seed's text; normals by inversion (see normal-quantile.ts).
 * Only integer and basic floating-point operations are used, so every platform draws the same numbers.
 */
import { normalQuantile } from './normal-quantile.js';

type Words = [number, number, number, number];

/**
 * @example
 * const rng = new Rng(7);
 * const order = rng.fork('order').shuffle(items); // forks are independent of how much the parent was used
 */
export class Rng {
  readonly #words: Words;
  readonly #label: string;

  /** Equal seeds give equal streams; `7` and `'7'` are the same seed. */
  constructor(seed: number | string) {
    this.#label = String(seed);
    this.#words = seedWords(this.#label);
  }

  /** In [0, 1), a multiple of 2^-53. */
  uniform(): number {
    const high = this.#next() >>> 5;
    const low = this.#next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A whole number in [0, n), unbiased. Throws RangeError unless 1 ≤ n ≤ 2^32. */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) throw new RangeError(`integer(${n}): give n in 1..2^32`);
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const draw = this.#next();
      if (draw < limit) return draw % n;
    }
  }

  /** Standard normal, by inversion: one uniform each. */
  normal(): number {
    return normalQuantile(this.uniform() + 2 ** -54);
  }

  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  }

  /** One item. Throws RangeError for an empty list. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('pick: the list is empty');
    return items[this.integer(items.length)] as T;
  }

  /** `k` different items in random order. Throws RangeError when there are fewer. */
  sample<T>(items: readonly T[], k: number): T[] {
    if (k > items.length) throw new RangeError(`sample: ${k} of ${items.length} items`);
    return this.shuffle(items).slice(0, k);
  }

  /** A new stream named by this one's seed and `label`; drawing from either does not move the other. */
  fork(label: string): Rng {
    return new Rng(`${this.#label}/${label}`);
  }

  /** Everything needed to continue this stream elsewhere. */
  state(): string {
    return JSON.stringify({ label: this.#label, words: this.#words });
  }

  /** Continues a stream from `state()`. Throws TypeError for anything else. */
  static restore(state: string): Rng {
    const parsed: unknown = JSON.parse(state);
    if (!isState(parsed)) throw new TypeError('Rng.restore: this is not the result of Rng.state()');
    const rng = new Rng(parsed.label);
    parsed.words.forEach((word, i) => (rng.#words[i] = word));
    return rng;
  }

  #next(): number {
    const s = this.#words;
    const result = Math.imul(rotate(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 11);
    return result;
  }
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** FNV-1a over the text, then four rounds of a 32-bit finaliser (murmur3) on a Weyl sequence. */
function seedWords(text: string): Words {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  let other = 0x9747b28c;
  for (const byte of new TextEncoder().encode(text)) other = Math.imul(rotate(other ^ byte, 13), 0x5bd1e995) + 1;
  const word = (i: number) => finalise(finalise(hash + Math.imul(i, 0x9e3779b9)) ^ (other + i));
  return [word(1), word(2), word(3), word(4) | 1]; // never all zero
}

function finalise(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

function isState(value: unknown): value is { label: string; words: number[] } {
  if (typeof value !== 'object' || value === null || !('label' in value) || !('words' in value)) return false;
  const { label, words } = value;
  return typeof label === 'string' && Array.isArray(words) && words.length === 4 && words.every(Number.isInteger);
}
