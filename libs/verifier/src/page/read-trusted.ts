/** Keys that whoever checks has from elsewhere: files, pasted text, any number of them in each. */
import { readPublicKey, SigningKeyError, type PublicKey } from '@palimpsest/evidence';

/** @throws SigningKeyError when something was given that holds no Ed25519 public key: never is it left out silently */
export async function readTrusted(files: readonly File[], pasted: string): Promise<readonly PublicKey[]> {
  const texts = await Promise.all(files.map((file) => file.text()));
  const given = [...texts, ...(pasted.trim() === '' ? [] : [pasted])];
  return (await Promise.all(given.map(keysIn))).flat();
}

function keysIn(text: string): Promise<readonly PublicKey[]> {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]*-----END PUBLIC KEY-----/g);
  if (!blocks)
    throw new SigningKeyError('What was given as a public key holds none: a PEM file with BEGIN PUBLIC KEY is needed.');
  return Promise.all(blocks.map(readPublicKey));
}
