import { appendFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from './manifest.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  await mkdir(join(folder, 'onnx'));
  await writeFile(join(folder, 'config.json'), '{}');
  await writeFile(join(folder, 'README.md'), 'a card');
  await writeFile(join(folder, 'onnx', 'model.onnx'), 'graph');
  await writeFile(join(folder, 'onnx', 'model.onnx_data'), 'weights');
});
afterEach(() => rm(folder, { recursive: true }));
const digest = async () => (await readManifest(folder)).digest;

describe('the manifest of a variant', () => {
  const graphs = (end: string) => ['vision_encoder', 'embed_tokens', 'decoder_model_merged'].map((name) => name + end);
  const write = (name: string) => writeFile(join(folder, 'onnx', name), name.replace(/_(q4|fp16)/, ''));

  it('is that of a folder with its graphs alone', async () => {
    for (const name of graphs('.onnx')) await write(name);
    await write('embed_tokens.onnx_data');
    const alone = await readManifest(folder);
    for (const name of [...graphs('_q4.onnx'), ...graphs('_fp16.onnx'), 'embed_tokens_q4.onnx_data']) await write(name);
    expect(await digest()).toBe(alone.digest);
    const q4 = await readManifest(folder, 'q4');
    expect(q4.variants).toEqual(['fp32', 'fp16', 'q4']);
    expect(q4.locations.get('onnx/embed_tokens.onnx')).toMatch(/onnx.embed_tokens_q4\.onnx$/);
    expect(q4.files.map(({ path }) => path)).toEqual([
      ...['config.json', 'onnx/decoder_model_merged.onnx', 'onnx/embed_tokens.onnx', 'onnx/embed_tokens_q4.onnx_data'],
      ...['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/vision_encoder.onnx'],
    ]);
  });

  it('is the same where its graphs got the plain names, as downloads do', async () => {
    for (const name of [...graphs('_q4.onnx'), 'embed_tokens_q4.onnx_data']) await write(name);
    const { digest: before } = await readManifest(folder, 'q4');
    for (const name of graphs('')) {
      await rename(join(folder, 'onnx', `${name}_q4.onnx`), join(folder, 'onnx', `${name}.onnx`));
    }
    expect(await digest()).toBe(before);
  });
});

describe('readManifest', () => {
  it('lists every file but the model card, with size and SHA-256', async () => {
    const { files } = await readManifest(folder);
    expect(files.map(({ path }) => path)).toEqual(['config.json', 'onnx/model.onnx', 'onnx/model.onnx_data']);
    expect(files[2]).toEqual({
      path: 'onnx/model.onnx_data',
      bytes: 7,
      sha256: createHash('sha256').update('weights').digest('hex'),
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a configuration', () => appendFile(join(folder, 'config.json'), ' ')],
    ['a graph', () => writeFile(join(folder, 'onnx', 'model.onnx'), 'Graph')],
    ['a weight', () => writeFile(join(folder, 'onnx', 'model.onnx_data'), 'weightS')],
    ['the name of a file', () => rename(join(folder, 'config.json'), join(folder, 'configs.json'))],
    ['the number of files', () => writeFile(join(folder, 'tokenizer.json'), '')],
    ['a card that is not the model card', () => writeFile(join(folder, 'onnx', 'README.md'), '')],
  ])('gives another digest when %s changes', async (_, change) => {
    const before = await digest();
    await change();
    expect(await digest()).not.toBe(before);
  });

  it('gives the same digest when the model card changes or the folder moves', async () => {
    const before = await digest();
    await writeFile(join(folder, 'README.md'), 'a corrected card');
    expect(await digest()).toBe(before);
    await rename(folder, `${folder}-moved`);
    folder = `${folder}-moved`;
    expect(await digest()).toBe(before);
  });

  it('refuses a symbolic link and a folder that is not there', async () => {
    await symlink('/etc/hostname', join(folder, 'onnx', 'link.onnx_data'));
    await expect(readManifest(folder)).rejects.toThrow('link.onnx_data is a symbolic link; copy the file into');
    await expect(readManifest(join(folder, 'nowhere'))).rejects.toThrow('nowhere cannot be read; give the folder');
  });
});
