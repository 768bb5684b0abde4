/** A folder that holds graphs of several precisions, as published checkpoints do: one name stands for one of them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startPalimpsest } from '../support/command-line.js';

vi.setConfig({ testTimeout: 120_000 });

const source = fileURLToPath(new URL('../../libs/models/fixtures/llava/checkpoint', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-variants-'));
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...argv: string[]) => startPalimpsest(argv, folder).ended;
const json = async (...argv: string[]) => {
  const { code, stdout, stderr } = await run(...argv, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
};

it('registers one variant per name, each with a digest of its own', async () => {
  const plain = await json('model', 'add', source, '--name', 'plain');
  const half = await json('model', 'add', source, '--dtype', 'fp16', '--name', 'half');
  expect(half['digest']).not.toBe(plain['digest']);
  expect(await json('model', 'show', 'half')).toMatchObject({ digest: half['digest'], variant: 'fp16' });
  expect(await json('doctor', 'half')).toMatchObject({
    ...{ digest: half['digest'], variant: 'fp16', gradients: true },
    variants: ['fp32', 'fp16', 'int8', 'q8', 'q4', 'optimized'],
    parts: [{ precision: ['float16'] }, { precision: ['float16'] }, { precision: ['float16'] }],
  });
});

it('says which variants there are when asked for another', async () => {
  const { code, stderr } = await run('model', 'add', source, '--dtype', 'bnb4', '--name', 'x');
  expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
  expect(stderr).toContain(
    '_bnb4.onnx is missing; the checkpoint holds fp32, fp16, int8, q8, q4, optimized: choose one',
  );
  expect((await run('doctor', source, '--dtype', 'half')).stderr).toMatch(/^error: --dtype half: choose one of fp32, /);
  expect((await run('doctor', 'half', '--dtype', 'q4')).stderr).toMatch(
    /^error: --dtype chooses among the graphs of a/,
  );
});
