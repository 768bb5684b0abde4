/**
 * What is signed, as others read it. `golden/check-statement.py` reads the golden file by the code of in-toto's and DSSE's
 * own authors; the file is made of the example report and the key of RFC 8032, section 7.1, test 1.
 */
import { readFileSync } from 'node:fs';
import { canonicalJson, reportExample } from '@palimpsest/contracts';
import { Envelope } from '@sigstore/protobuf-specs';
import { describe, expect, it } from 'vitest';
import { isSignedBy, preAuthentication, seal } from '../crypto/dsse.js';
import { toBase64 } from '../crypto/base64.js';
import { readPublicKey, readSigner } from '../crypto/key-file.js';
import { fromHex } from '../crypto/sha256.js';
import type { Manifest } from './manifest.js';
import { statementOf, statementPayloadType } from './statement.js';

const golden = (name: string) => readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8');
const pkcs8 = fromHex(
  '302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
);
const pem = `-----BEGIN PRIVATE KEY-----\n${toBase64(pkcs8)}\n-----END PRIVATE KEY-----\n`;

const { identity } = reportExample;
const manifest: Manifest = {
  ...{ schema: 'palimpsest.evidence/1', audit: identity.audit, form: 'redacted' },
  inputs: {
    ...{ plan: identity.plan, dataset: identity.dataset, seeds: [1] },
    checkpoints: identity.checkpoints.map(({ name, roles, family, digest }) => ({
      ...{ name, roles, family, digest, files: [] },
    })),
    software: { engine: identity.engine, runtime: 'Node', lockFile: null, provider: 'cpu' },
  },
  ...{ files: [], merkleRoot: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
};

describe('the signed statement', () => {
  it('is the one that in-toto’s own readers were shown', async () => {
    const signer = await readSigner(pem);
    const payload = new TextEncoder().encode(canonicalJson(await statementOf(reportExample, manifest)));
    const sealed = await seal(statementPayloadType, payload, signer);
    expect(`${JSON.stringify(sealed, null, 2)}\n`).toBe(golden('statement.dsse.json'));
    expect(signer.publicKey).toBe(golden('public-key.pem'));
  });

  it('lies in an envelope that sigstore’s reader takes, and is signed over what it found there', async () => {
    const read = Envelope.fromJSON(JSON.parse(golden('statement.dsse.json')));
    const [signature] = read.signatures;
    const key = await readPublicKey(golden('public-key.pem'));
    expect(signature?.keyid).toBe(key.keyId);
    const bytes = preAuthentication(read.payloadType, read.payload);
    const verifier = await crypto.subtle.importKey('spki', key.spki as Uint8Array<ArrayBuffer>, 'Ed25519', false, [
      'verify',
    ]);
    const sig = Uint8Array.from(signature!.sig);
    expect(await crypto.subtle.verify('Ed25519', verifier, sig, bytes as Uint8Array<ArrayBuffer>)).toBe(true);
    const again = { ...read, payload: toBase64(read.payload), signatures: [{ keyid: key.keyId, sig: toBase64(sig) }] };
    expect(await isSignedBy(again, key)).toBe(true);
  });
});
