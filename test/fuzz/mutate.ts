/** Ways to damage a file: what a broken download, a careless tool or somebody with bad intentions leaves behind. */
import { Rng } from '@palimpsest/tensor';

type Damage = (bytes: Buffer, rng: Rng, other: Buffer) => Buffer;

const place = (bytes: Buffer, rng: Rng): number => rng.integer(Math.max(1, bytes.length));
/** Headers and names stand at the beginning; most damage further back hits weights. */
const early = (bytes: Buffer, rng: Rng): number => rng.integer(Math.max(1, Math.min(bytes.length, 4_000)));
const somewhere: typeof place = (bytes, rng) => (rng.integer(3) === 0 ? place(bytes, rng) : early(bytes, rng));
const length = (rng: Rng): number => 1 + rng.integer([4, 64, 2_000][rng.integer(3)] ?? 1);
const replaced = (bytes: Buffer, at: number, by: Uint8Array, instead = by.length): Buffer =>
  Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + instead)]);

const damages: readonly (readonly [name: string, damage: Damage])[] = [
  [
    'bits flipped',
    (bytes, rng) => {
      const copy = Buffer.from(bytes);
      for (let flips = 1 + rng.integer(8); flips > 0; flips--) {
        const at = somewhere(copy, rng);
        copy[at] = (copy[at] ?? 0) ^ (1 << rng.integer(8));
      }
      return copy;
    },
  ],
  [
    'bytes overwritten',
    (bytes, rng) =>
      replaced(
        bytes,
        somewhere(bytes, rng),
        Uint8Array.from({ length: length(rng) }, () => rng.integer(256)),
      ),
  ],
  ['cut short', (bytes, rng) => bytes.subarray(0, place(bytes, rng))],
  ['a piece missing', (bytes, rng) => replaced(bytes, somewhere(bytes, rng), new Uint8Array(0), length(rng))],
  [
    'a piece twice',
    (bytes, rng) => {
      const at = somewhere(bytes, rng);
      return replaced(bytes, at, bytes.subarray(at, at + length(rng)), 0);
    },
  ],
  ['a huge number', (bytes, rng) => replaced(bytes, somewhere(bytes, rng), huge, 1 + rng.integer(3))],
  [
    'a number changed',
    (bytes, rng) => replaced(bytes, somewhere(bytes, rng), Uint8Array.of([0, 1, 127, 128, 255][rng.integer(5)] ?? 0)),
  ],
  [
    'a piece of another file',
    (bytes, rng, other) => {
      const from = place(other, rng);
      return replaced(bytes, somewhere(bytes, rng), other.subarray(from, from + length(rng)), 0);
    },
  ],
  [
    'a letter of a word changed',
    (bytes, rng) => {
      const copy = Buffer.from(bytes);
      for (let tries = 0; tries < 50; tries++) {
        const at = somewhere(copy, rng);
        const isLetter = /[A-Za-z_./"{}[\]:,]/.test(String.fromCharCode(copy[at] ?? 0));
        if (!isLetter) continue;
        copy[at] = 33 + rng.integer(94);
        break;
      }
      return copy;
    },
  ],
];

/** The longest varint of protobuf: 2⁶⁴ − 1. */
const huge = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01);

/** One or several damages, the same for the same seed. */
export function mutate(bytes: Buffer, other: Buffer, seed: string): { readonly bytes: Buffer; readonly how: string } {
  const rng = new Rng(seed);
  const names: string[] = [];
  let damaged = bytes;
  for (let count = 1 + (rng.integer(4) === 0 ? rng.integer(4) : 0); count > 0; count--) {
    const [name, damage] = damages[rng.integer(damages.length)] as (typeof damages)[number];
    names.push(name);
    damaged = damage(damaged, rng, other);
  }
  return { bytes: damaged, how: names.join(', ') };
}
