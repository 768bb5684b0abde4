/**
 * Sealed values: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. The context (which row, which column)
 * is authenticated with them, so that a sealed value moved to another row does not open.
 *
 *   1 byte version · 8 bytes key id · 12 bytes nonce · 16 bytes tag · ciphertext
 *
 * Random nonces are safe for 2³² values per key (§8.3); a key seals the data of one audit or data set.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EncryptionError } from './encryption-error.js';
import type { EncryptionKey } from './encryption-key.js';

const version = 1;
const [idEnd, nonceEnd, headerLength] = [9, 21, 37];

export function seal(plain: Uint8Array, key: EncryptionKey, context: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce).setAAD(authenticated(key.id, context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(version), key.id, nonce, cipher.getAuthTag(), body]);
}

/** @throws EncryptionError for another key, another context, and for any changed byte */
export function unseal(sealed: Uint8Array, key: EncryptionKey, context: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const refuse = (reason: string, remedy: string) => new EncryptionError(context, reason, remedy);
  if (bytes.length < headerLength || bytes[0] !== version) {
    throw refuse('this is not a sealed value', 'It was damaged, or written by a newer version.');
  }
  if (!keyIdOf(bytes).equals(key.id)) {
    throw refuse('it was sealed with another key', 'Give the key that was in use then.');
  }
  const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes.subarray(idEnd, nonceEnd), { authTagLength: 16 });
  decipher.setAAD(authenticated(key.id, context)).setAuthTag(bytes.subarray(nonceEnd, headerLength));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(headerLength)), decipher.final()]);
  } catch {
    throw refuse('it was changed, or belongs elsewhere', 'Restore it from a backup.');
  }
}

/** Which key a value was sealed with: see {@link EncryptionKey.id}. */
export function keyIdOf(sealed: Uint8Array): Buffer {
  return Buffer.from(sealed.subarray(1, idEnd));
}

function authenticated(keyId: Buffer, context: string): Buffer {
  return Buffer.concat([Buffer.of(version), keyId, Buffer.from(context, 'utf8')]);
}
