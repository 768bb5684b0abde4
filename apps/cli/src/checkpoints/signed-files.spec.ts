/** A folder against the signature that OpenSSF's own code made of its like (libs/evidence/golden/model-signing). */
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readManifest } from '@palimpsest/models';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signedIdentity, type SignatureFile } from './signed-files.js';

const golden = (name: string) =>
  fileURLToPath(new URL(`../../../../libs/evidence/golden/model-signing/${name}`, import.meta.url));
const file = golden('model.sig');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-'));
  await mkdir(join(folder, 'onnx'));
  await writeFile(join(folder, 'config.json'), '{}');
  await writeFile(join(folder, 'onnx', 'decoder.onnx'), 'weights');
});
afterEach(() => rm(folder, { recursive: true }));

const compare = async (given: SignatureFile) => signedIdentity(folder, await readManifest(folder), given);

describe('a checkpoint and its signature', () => {
  it('agree, and say who signed where a key was given', async () => {
    expect(await compare({ file })).toMatchObject({ name: 'model', verifiedBy: null });
    expect(await compare({ file, key: golden('key.pub.pem') })).toMatchObject({
      verifiedBy: expect.stringMatching(/^key [0-9a-f]{64}$/),
    });
    expect(await compare({ file: golden('certified.sig'), key: golden('root.pem') })).toMatchObject({
      verifiedBy: 'CN=Example Model Signer',
    });
  });

  it('agree while the signature lies among the files', async () => {
    await copyFile(file, join(folder, 'model.sig'));
    expect(await compare({ file: join(folder, 'model.sig') })).toMatchObject({ name: 'model' });
  });

  it('do not agree when a file differs or nobody signed for it, which is told by name', async () => {
    await writeFile(join(folder, 'config.json'), '{ }');
    await writeFile(join(folder, 'tokenizer.json'), '{}');
    await expect(compare({ file })).rejects.toThrow(/config\.json differs, tokenizer\.json is not signed for$/);
  });

  it('are refused by another key, and when a file is missing', async () => {
    await expect(compare({ file, key: golden('root.pem') })).rejects.toThrow(/model\.sig: a plain key signed it/);
    await expect(compare({ file: join(folder, 'none.sig') })).rejects.toThrow(/none\.sig cannot be read/);
    await expect(compare({ file, key: join(folder, 'none.pem') })).rejects.toThrow(/none\.pem cannot be read/);
  });
});
