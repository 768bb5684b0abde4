/**
 * Data keys: each audit and data set has its own, kept only wrapped by the master key. Rotating the master key
 * re-wraps them and leaves the data alone; erasing a wrapped key erases whatever it sealed, in backups of the data
 * too (crypto-shredding, NIST SP 800-88r1 §2.5), while digests and signatures over the sealed bytes stay valid.
 */
import { encryptionKey, randomKey, type EncryptionKey } from './encryption-key.js';
import { seal, unseal } from './seal.js';

/** @param owner what the key is for, for example `audit zoo-demo-1f2e3d`; it opens for no other owner */
export function newDataKey(
  master: EncryptionKey,
  owner: string,
): { readonly key: EncryptionKey; readonly wrapped: Buffer } {
  const key = randomKey();
  return { key, wrapped: seal(key.secret.export(), master, contextOf(owner)) };
}

/** @throws EncryptionError for another master key, another owner, or damage */
export function unwrapDataKey(wrapped: Uint8Array, master: EncryptionKey, owner: string): EncryptionKey {
  return encryptionKey(unseal(wrapped, master, contextOf(owner)), contextOf(owner));
}

/** The same data key under the next master key. @throws EncryptionError as {@link unwrapDataKey} */
export function rewrapDataKey(wrapped: Uint8Array, from: EncryptionKey, to: EncryptionKey, owner: string): Buffer {
  return seal(unseal(wrapped, from, contextOf(owner)), to, contextOf(owner));
}

const contextOf = (owner: string) => `data key of ${owner}`;
