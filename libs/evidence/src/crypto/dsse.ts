/**
 * Dead Simple Signing Envelope 1.0 (secure-systems-lab/dsse): a payload with its type, signed over both. Ed25519
 * (RFC 8032) through the Web Crypto API.
 */
import { z } from 'zod';
import { fromBase64, toBase64 } from './base64.js';
import { sha256 } from './sha256.js';

export const envelope = z.strictObject({
  payloadType: z.string(),
  payload: z.string().describe('base64'),
  signatures: z.array(z.strictObject({ keyid: z.string(), sig: z.string().describe('base64') })).min(1),
});
export type Envelope = z.infer<typeof envelope>;

/** Who signs. Keys in a file or an environment variable, a token or a service: whatever can sign bytes. */
export interface Signer {
  readonly keyId: string;
  /** Ed25519 over these very bytes: 64 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** DSSE's pre-authentication encoding: lengths and contents, so that type and payload cannot be shifted. */
export function preAuthentication(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = new TextEncoder().encode(payloadType);
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

export async function seal(payloadType: string, payload: Uint8Array, signer: Signer): Promise<Envelope> {
  const sig = await signer.sign(preAuthentication(payloadType, payload));
  return { payloadType, payload: toBase64(payload), signatures: [{ keyid: signer.keyId, sig: toBase64(sig) }] };
}

/** An Ed25519 public key: 32 bytes inside a SubjectPublicKeyInfo (RFC 8410), DER. */
export interface PublicKey {
  readonly keyId: string;
  readonly spki: Uint8Array;
}

/** Keys are named by the SHA-256 of their SubjectPublicKeyInfo. */
export const keyIdOf = (spki: Uint8Array): Promise<string> => sha256(spki);

/** Whether one of the envelope's signatures is this key's over what the envelope holds. */
export async function isSignedBy({ payloadType, payload, signatures }: Envelope, key: PublicKey): Promise<boolean> {
  const verifier = await crypto.subtle.importKey('spki', key.spki as Uint8Array<ArrayBuffer>, 'Ed25519', false, [
    'verify',
  ]);
  const signed = preAuthentication(payloadType, fromBase64(payload)) as Uint8Array<ArrayBuffer>;
  for (const { keyid, sig } of signatures) {
    if (keyid !== key.keyId) continue;
    if (await crypto.subtle.verify('Ed25519', verifier, fromBase64(sig) as Uint8Array<ArrayBuffer>, signed))
      return true;
  }
  return false;
}
