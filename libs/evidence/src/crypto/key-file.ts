/** Ed25519 keys as people keep them: PEM, PKCS #8 for the private half (RFC 8410), SubjectPublicKeyInfo for the public. */
import { keyIdOf, type PublicKey, type Signer } from './dsse.js';
import { pemBlocks, toPem } from './pem.js';

/** A key that cannot be used: what, and what to do. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
}

export interface KeyPair {
  /** PEM */
  readonly privateKey: string;
  /** PEM */
  readonly publicKey: string;
  readonly keyId: string;
}

export async function newKeyPair(): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  const exported = async (format: 'pkcs8' | 'spki', key: CryptoKey) =>
    new Uint8Array(await crypto.subtle.exportKey(format, key));
  const [pkcs8, spki] = [await exported('pkcs8', pair.privateKey), await exported('spki', pair.publicKey)];
  return { privateKey: toPem('PRIVATE KEY', pkcs8), publicKey: publicKeyPem({ spki }), keyId: await keyIdOf(spki) };
}

/** @throws SigningKeyError unless the PEM holds an Ed25519 private key */
export async function readSigner(pem: string): Promise<Signer & { readonly publicKey: string }> {
  const pkcs8 = fromPem('PRIVATE KEY', pem);
  const importAs = (extractable: boolean) =>
    crypto.subtle.importKey('pkcs8', pkcs8 as Uint8Array<ArrayBuffer>, 'Ed25519', extractable, ['sign']);
  const key = await importAs(true).catch((cause: unknown) => refuse('it is no Ed25519 private key', cause));
  const spki = await publicHalf(key);
  const keyId = await keyIdOf(spki);
  const signer = await importAs(false);
  return {
    keyId,
    publicKey: publicKeyPem({ spki }),
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', signer, bytes as Uint8Array<ArrayBuffer>)),
  };
}

/** As it is written into a file: one spelling per key. */
export const publicKeyPem = ({ spki }: Pick<PublicKey, 'spki'>): string => toPem('PUBLIC KEY', spki);

/** @throws SigningKeyError unless the PEM holds an Ed25519 public key */
export async function readPublicKey(pem: string): Promise<PublicKey> {
  const spki = fromPem('PUBLIC KEY', pem);
  await crypto.subtle
    .importKey('spki', spki as Uint8Array<ArrayBuffer>, 'Ed25519', false, ['verify'])
    .catch((cause: unknown) => refuse('it is no Ed25519 public key', cause));
  return { spki, keyId: await keyIdOf(spki) };
}

async function publicHalf(key: CryptoKey): Promise<Uint8Array> {
  const { x } = await crypto.subtle.exportKey('jwk', key);
  const jwk = { kty: 'OKP', crv: 'Ed25519', ...(x === undefined ? {} : { x }) };
  const half = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', true, ['verify']);
  return new Uint8Array(await crypto.subtle.exportKey('spki', half));
}

function fromPem(label: string, pem: string): Uint8Array {
  const [der] = blocksIn(label, pem);
  return der ?? refuse(`it has no "-----BEGIN ${label}-----"`);
}

function blocksIn(label: string, pem: string): readonly Uint8Array[] {
  try {
    return pemBlocks(label, pem);
  } catch (cause) {
    return refuse('what stands between its lines is no base64', cause);
  }
}

function refuse(problem: string, cause?: unknown): never {
  throw new SigningKeyError(`The key cannot be used: ${problem}. Make one with palimpsest keys new`, { cause });
}
