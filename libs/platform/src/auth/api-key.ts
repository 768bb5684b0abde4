/**
 * API keys: `pal_‹id›_‹secret›`. The id finds the row; of the secret, 256 random bits, only SHA-256 is kept. A slow
 * hash would protect guessable secrets, and these cannot be guessed. The prefix lets scanners find leaked keys.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Permission, UserRole as Role } from '@palimpsest/contracts';
import type { Principal } from './permissions.js';

export interface ApiKeyRecord extends Principal {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the secret, lower-case hex. */
  readonly hash: string;
  /** Milliseconds since 1970; null never ends. */
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export interface NewApiKey {
  readonly name: string;
  readonly role: Role;
  readonly project: string | null;
  readonly scopes: readonly Permission[] | null;
  readonly expiresAt: number | null;
}

/** @returns the record to keep and the text to show once: it cannot be had again */
export function createApiKey(given: NewApiKey): { readonly record: ApiKeyRecord; readonly text: string } {
  const [id, secret] = [randomBytes(8).toString('hex'), randomBytes(32).toString('hex')];
  return { record: { ...given, id, hash: hashOf(secret), revokedAt: null }, text: `pal_${id}_${secret}` };
}

const shape = /^pal_([0-9a-f]{16})_([0-9a-f]{64})$/;

export interface PresentedKey {
  readonly id: string;
  readonly secret: string;
}

/** Null for whatever is not a key of ours. */
export function parseApiKey(text: string): PresentedKey | null {
  const [, id, secret] = shape.exec(text) ?? [];
  return id && secret ? { id, secret } : null;
}

export type KeyVerdict =
  { readonly valid: true } | { readonly valid: false; readonly reason: 'unknown' | 'revoked' | 'expired' };

/** Takes as long for a wrong secret as for a right one. Says `expired` only to who holds the secret. */
export function checkApiKey(record: ApiKeyRecord | null, presented: PresentedKey, now: number): KeyVerdict {
  const expected = Buffer.from(record?.hash ?? '0'.repeat(64), 'hex');
  const matches = timingSafeEqual(expected, Buffer.from(hashOf(presented.secret), 'hex'));
  if (!record || record.id !== presented.id || !matches) return { valid: false, reason: 'unknown' };
  if (record.revokedAt !== null) return { valid: false, reason: 'revoked' };
  if (record.expiresAt !== null && record.expiresAt <= now) return { valid: false, reason: 'expired' };
  return { valid: true };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
