/** A 256-bit key that does not show itself: not in logs, not in JSON, not in errors. */
import { createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { EncryptionError } from './encryption-error.js';

/** Bytes of an AES-256 key. */
export const keyLength = 32;

export interface EncryptionKey {
  /** First 8 bytes of SHA-256 of a label and the key: tells keys apart and says nothing about them. */
  readonly id: Buffer;
  readonly secret: KeyObject;
}

/** @throws EncryptionError unless there are 32 bytes */
export function encryptionKey(bytes: Uint8Array, where: string): EncryptionKey {
  if (bytes.length !== keyLength) {
    const reason = `an encryption key has ${keyLength} bytes, this has ${bytes.length}`;
    throw new EncryptionError(where, reason, 'Make one with `openssl rand -base64 32`.');
  }
  const id = createHash('sha256').update('palimpsest encryption key id\0').update(bytes).digest().subarray(0, 8);
  return { id, secret: createSecretKey(bytes) };
}

export function randomKey(): EncryptionKey {
  return encryptionKey(randomBytes(keyLength), 'random key');
}
