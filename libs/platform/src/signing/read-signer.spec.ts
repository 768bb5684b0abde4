/** Keys of a server as its operator names them. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKeyPair, type KeyPair } from '@palimpsest/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvidenceSigner } from './read-signer.js';

let folder: string;
let own: KeyPair;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  own = await newKeyPair();
  await writeFile(join(folder, 'key.pem'), own.privateKey, { mode: 0o600 });
  await writeFile(join(folder, 'key.pub.pem'), own.publicKey);
});
afterAll(() => rm(folder, { recursive: true }));

describe('readEvidenceSigner', () => {
  it('reads a key from a file, a variable, or by the command that has it', async () => {
    const key = join(folder, 'key.pem');
    const command = { PALIMPSEST_SIGNER: 'exec:sign', PALIMPSEST_SIGNER_KEY_FILE: join(folder, 'key.pub.pem') };
    for (const given of [{ PALIMPSEST_SIGNING_KEY_FILE: key }, { PALIMPSEST_SIGNING_KEY: own.privateKey }, command])
      expect(await readEvidenceSigner(given)).toMatchObject({ keyId: own.keyId, publicKey: own.publicKey });
  });

  it('is nobody when nobody was named', async () => {
    expect(await readEvidenceSigner({})).toBeNull();
    expect(await readEvidenceSigner({ PALIMPSEST_SIGNING_KEY: '' })).toBeNull();
  });

  it('refuses what cannot be used, naming the variable and never the key', async () => {
    await chmod(join(folder, 'key.pem'), 0o644);
    const refusals = [
      [{ PALIMPSEST_SIGNING_KEY_FILE: join(folder, 'key.pem') }, /^PALIMPSEST_SIGNING_KEY_FILE .*others may read it/],
      [{ PALIMPSEST_SIGNING_KEY_FILE: join(folder, 'none') }, /^PALIMPSEST_SIGNING_KEY_FILE .*cannot be read/],
      [{ PALIMPSEST_SIGNING_KEY: own.publicKey }, /^PALIMPSEST_SIGNING_KEY: .*PRIVATE KEY/],
      [{ PALIMPSEST_SIGNER: 'pkcs11:token' }, /^PALIMPSEST_SIGNER: give exec:/],
      [{ PALIMPSEST_SIGNER: 'exec:sign' }, /needs PALIMPSEST_SIGNER_KEY_FILE/],
    ] as const;
    for (const [given, says] of refusals) await expect(readEvidenceSigner(given)).rejects.toThrow(says);
    await chmod(join(folder, 'key.pem'), 0o600);
  });
});
