/**
 * The Merkle tree hash of RFC 6962, section 2.1: leaves and inner nodes are hashed with different first bytes, so that
 * no inner node can be passed off as a leaf. One file of a bundle can be shown to belong to it without the others.
 */
import { sha256Bytes } from './sha256.js';

/** SHA-256 of the concatenation, after a byte that says what is hashed. */
async function hash(kind: 0 | 1, ...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const length = parts.reduce((sum, part) => sum + part.length, 1);
  const bytes = new Uint8Array(length);
  bytes[0] = kind;
  let offset = 1;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return sha256Bytes(bytes);
}

/** Root over the leaves in order; of none it is the hash of nothing. */
export async function merkleRoot(leaves: readonly Uint8Array[]): Promise<Uint8Array> {
  if (leaves.length === 0) return sha256Bytes(new Uint8Array());
  if (leaves.length === 1) return hash(0, leaves[0] as Uint8Array);
  const split = largestPowerBelow(leaves.length);
  return hash(1, await merkleRoot(leaves.slice(0, split)), await merkleRoot(leaves.slice(split)));
}

/** Siblings from the leaf to the root: RFC 6962, section 2.1.1. */
export async function inclusionProof(leaves: readonly Uint8Array[], index: number): Promise<readonly Uint8Array[]> {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`there is no leaf ${index} among ${leaves.length}`);
  if (leaves.length === 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [own, other] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...(await inclusionProof(own, index)), await merkleRoot(other)]
    : [...(await inclusionProof(other, index - split)), await merkleRoot(own)];
}

/** The root that a leaf at `index` of `size` leaves has with these siblings: RFC 9162, section 2.1.3.2. */
export async function rootOfProof(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Promise<Uint8Array | null> {
  if (!Number.isInteger(index) || index < 0 || index >= size) return null;
  let [node, place, last] = [await hash(0, leaf), index, size - 1];
  for (const sibling of proof) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      node = await hash(1, sibling, node);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      node = await hash(1, node, sibling);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? node : null;
}

/** The largest power of two that is smaller than n, for n > 1. */
const largestPowerBelow = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);
