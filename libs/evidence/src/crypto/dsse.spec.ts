import { createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from './base64.js';
import { isSignedBy, preAuthentication, seal, type Envelope } from './dsse.js';
import { newKeyPair, readPublicKey, readSigner, SigningKeyError } from './key-file.js';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('an envelope', () => {
  it('signs lengths, type and payload, as the DSSE document has it', () => {
    // The example of the protocol document.
    const bytes = preAuthentication('http://example.com/HelloWorld', utf8('hello world'));
    expect(new TextDecoder().decode(bytes)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  it('is verified by its own key, and by node:crypto', async () => {
    const pair = await newKeyPair();
    const sealed = await seal('text/plain', utf8('kept'), await readSigner(pair.privateKey));
    expect(await isSignedBy(sealed, await readPublicKey(pair.publicKey))).toBe(true);
    const signed = preAuthentication('text/plain', utf8('kept'));
    const [{ sig } = { sig: '' }] = sealed.signatures;
    expect(verify(null, signed, createPublicKey(pair.publicKey), fromBase64(sig))).toBe(true);
  });

  it('is not verified when anything in it was changed, or by another key', async () => {
    const [own, other] = [await newKeyPair(), await newKeyPair()];
    const key = await readPublicKey(own.publicKey);
    const sealed = await seal('text/plain', utf8('kept'), await readSigner(own.privateKey));
    const [signature] = sealed.signatures;
    const flipped = fromBase64(signature!.sig);
    flipped[3]! ^= 1;
    const changed: Envelope[] = [
      { ...sealed, payload: toBase64(utf8('keqt')) },
      { ...sealed, payloadType: 'text/html' },
      { ...sealed, signatures: [{ ...signature!, sig: toBase64(flipped) }] },
      { ...sealed, signatures: [{ ...signature!, keyid: '0'.repeat(64) }] },
    ];
    for (const envelope of changed) expect(await isSignedBy(envelope, key)).toBe(false);
    expect(await isSignedBy(sealed, await readPublicKey(other.publicKey))).toBe(false);
    const foreign = await readPublicKey(other.publicKey);
    expect(await isSignedBy(sealed, { ...foreign, keyId: key.keyId })).toBe(false);
  });
});

describe('a key file', () => {
  it('is the one that openssl and node read, and the same key signs the same', async () => {
    const pair = await newKeyPair();
    expect(createPrivateKey(pair.privateKey).asymmetricKeyType).toBe('ed25519');
    const signer = await readSigner(pair.privateKey);
    expect(signer).toMatchObject({ keyId: pair.keyId, publicKey: pair.publicKey });
    expect(await signer.sign(utf8('a'))).toEqual(await signer.sign(utf8('a')));
  });

  it.each([
    ['nothing', ''],
    ['words', '-----BEGIN PRIVATE KEY-----\nnot base64!\n-----END PRIVATE KEY-----'],
    ['other bytes', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
  ])('with %s in it is refused, without repeating it', async (_, pem) => {
    const error = await readSigner(pem).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SigningKeyError);
    expect((error as Error).message).toMatch(/^The key cannot be used: it|^The key cannot be used: what/);
    expect((error as Error).message).not.toContain('AAAA');
  });
});
