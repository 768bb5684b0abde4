import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKeyPair } from '@palimpsest/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosenSigner } from './chosen-signer.js';

let folder: string;
let keyId: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  const own = await newKeyPair();
  ({ keyId } = own);
  await writeFile(join(folder, 'key.pub.pem'), own.publicKey);
});
afterAll(() => rm(folder, { recursive: true }));

describe('chosenSigner', () => {
  it('is a command named by exec:, with its public key, and instead of a key', async () => {
    const signerKey = join(folder, 'key.pub.pem');
    expect(await chosenSigner({ signer: 'exec:sign', signerKey })).toMatchObject({ keyId });
    await expect(chosenSigner({ signer: 'pkcs11:token', signerKey })).rejects.toThrow(/give exec: and a command/);
    await expect(chosenSigner({ signer: 'exec:sign' })).rejects.toThrow(/needs --signer-key/);
    await expect(chosenSigner({ signer: 'exec:sign', signerKey, key: signerKey })).rejects.toThrow(/not both/);
    await expect(chosenSigner({ signerKey })).rejects.toThrow(/is for --signer/);
  });
});
