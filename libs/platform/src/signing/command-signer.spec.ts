/** Commands that sign, and that do anything else. Each is a small program of node's. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSignedBy, newKeyPair, readPublicKey, seal, type KeyPair } from '@palimpsest/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandSigner } from './command-signer.js';

let folder: string;
let own: KeyPair;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  own = await newKeyPair();
  await writeFile(join(folder, 'key.pem'), own.privateKey);
  await writeFile(join(folder, 'key.pub.pem'), own.publicKey);
});
afterAll(() => rm(folder, { recursive: true }));

const payload = new TextEncoder().encode('evidence');
const reads = "const { readFileSync } = require('node:fs'); const input = readFileSync(0);";
const signs = `${reads} const signature = require('node:crypto').sign(null, input, readFileSync(process.argv[2]));`;

async function command(name: string, source: string): Promise<string> {
  const file = join(folder, `${name}.cjs`);
  await writeFile(file, source);
  return `${process.execPath} ${file} ${join(folder, 'key.pem')}`;
}

describe('a command that signs', () => {
  it.each([
    ['raw', 'process.stdout.write(signature)'],
    ['base64', "console.log(signature.toString('base64'))"],
  ])('gives a signature as %s bytes that its public key verifies', async (name, writes) => {
    const signer = await commandSigner(await command(name, `${signs} ${writes}`), own.publicKey);
    expect(signer).toMatchObject({ keyId: own.keyId, publicKey: own.publicKey });
    const sealed = await seal('text/plain', payload, signer);
    expect(await isSignedBy(sealed, await readPublicKey(own.publicKey))).toBe(true);
  });

  it.each([
    ['says something else', `${reads} process.stdout.write('done')`, /no Ed25519 signature by the public key/],
    [
      'signs something else',
      signs.replace('input,', "Buffer.from('x'),") + 'process.stdout.write(signature)',
      /no Ed25519/,
    ],
    ['fails', 'process.exit(3)', /ended with code 3/],
    ['says too much', `${reads} process.stdout.write(Buffer.alloc(9000))`, /more than a signature/],
    ['never ends', 'setInterval(() => {}, 1000)', /took longer than 1\.5 s/],
  ])('but %s is refused', async (name, source, says) => {
    const patienceMs = name === 'never ends' ? 1500 : 60_000;
    const signer = await commandSigner(await command('bad', source), own.publicKey, patienceMs);
    await expect(signer.sign(payload)).rejects.toThrow(says);
  });

  it('but is not there is refused', async () => {
    const signer = await commandSigner(join(folder, 'nothing'), own.publicKey);
    await expect(signer.sign(payload)).rejects.toThrow(/cannot be started/);
  });
});
