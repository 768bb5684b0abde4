/** Signatures of OpenSSF's own code (golden/model-signing/make.py), read and verified. */
import { readFileSync } from 'node:fs';
import { Bundle } from '@sigstore/protobuf-specs';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../crypto/base64.js';
import { newKeyPair } from '../crypto/key-file.js';
import { sha256 } from '../crypto/sha256.js';
import { testAuthority } from '../timestamp/testing/authority.js';
import { ModelSignatureError } from './model-signature-error.js';
import { readModelSignature } from './model-signature.js';
import { verifyModelSignature } from './verify-model-signature.js';

const golden = (name: string) => readFileSync(new URL(`../../golden/model-signing/${name}`, import.meta.url), 'utf8');
const signed = () => readModelSignature(golden('model.sig'));
const certified = () => readModelSignature(golden('certified.sig'));

interface Parts {
  dsseEnvelope: { payload: string };
}

/** The same bundle around another statement. */
function restated(change: (payload: string) => string): string {
  const bundle = JSON.parse(golden('model.sig')) as Parts;
  const payload = new TextDecoder().decode(fromBase64(bundle.dsseEnvelope.payload));
  const changed = change(payload);
  expect(changed).not.toBe(payload);
  bundle.dsseEnvelope.payload = toBase64(new TextEncoder().encode(changed));
  return JSON.stringify(bundle);
}

describe('a model’s signature', () => {
  it('lists every file by its SHA-256', async () => {
    const { name, files, certificates } = await signed();
    expect(name).toBe('model');
    const contents = { 'README.md': '# A model', 'config.json': '{}', 'onnx/decoder.onnx': 'weights' };
    for (const [path, content] of Object.entries(contents)) expect(files.get(path)).toBe(await sha256(content));
    expect([files.size, certificates.length]).toEqual([3, 0]);
  });

  it('is the bundle that sigstore’s own reader finds there', async () => {
    const { content } = Bundle.fromJSON(JSON.parse(golden('certified.sig')));
    const { payload, certificates } = await certified();
    expect(content?.$case === 'dsseEnvelope' && Uint8Array.from(content.dsseEnvelope.payload)).toEqual(payload);
    expect(certificates).toHaveLength(2);
  });

  it('is verified by its key, and by whoever knows its certificate', async () => {
    expect(await verifyModelSignature(await signed(), golden('key.pub.pem'))).toMatch(/^key [0-9a-f]{64}$/);
    expect(await verifyModelSignature(await certified(), golden('root.pem'))).toBe('CN=Example Model Signer');
  });

  it('by another key, another authority or without a certificate is refused', async () => {
    const otherRoot = (await testAuthority()).root;
    const cases = [
      [await certified(), golden('key.pub.pem'), /by another key/],
      [await certified(), otherRoot, /no way leads from CN=Example Model Signer/],
      [await signed(), golden('root.pem'), /a plain key signed it/],
      [await signed(), (await newKeyPair()).publicKey, /none of the curves/],
      [await signed(), 'key', /neither a public key nor a certificate/],
    ] as const;
    for (const [one, pem, says] of cases) {
      const verified = verifyModelSignature(one, pem);
      await expect(verified).rejects.toThrow(ModelSignatureError);
      await expect(verified).rejects.toThrow(says);
    }
  });

  it('over another list does not hold, even where the list hangs together', async () => {
    const renamed = await readModelSignature(restated((payload) => payload.replace('config.json', 'c0nfig.json')));
    await expect(verifyModelSignature(renamed, golden('key.pub.pem'))).rejects.toThrow(/over something else/);
  });

  it.each([
    ['is no JSON', () => 'signed', /not JSON/],
    ['is another bundle', () => '{}', /no sigstore bundle of a signed model/],
    ['signs parts of files', () => golden('shards.sig'), /no list of files with SHA-256/],
    [
      'lists a digest that was changed',
      () => restated((text) => text.replace('9a12', '0000')),
      /not that of the files/,
    ],
    ['lists a file twice', () => restated((text) => text.replace('README.md', 'config.json')), /a file twice/],
    ['is of another kind', () => restated((text) => text.replace('signature/v1.0', 'signature/v9')), /predicateType/],
  ])('that %s is refused', async (_, text, says) => {
    await expect(readModelSignature(text())).rejects.toThrow(says);
  });
});
