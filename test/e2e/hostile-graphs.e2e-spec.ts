/**
 * Checkpoints that mean harm, each opened in a process of its own: one clear error, and neither time nor memory without
 * bound.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Damage } from '../support/damage-checkpoint.js';
import type { Opening } from '../support/opening.js';
import { writeEndlessChain, writeLongList, writeLongName, writeNestedGraphs } from '../support/protobuf-bombs.js';

const inRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const decoder = 'onnx/decoder_model_merged.onnx';

/** Ours that opens takes 0.3 GB; a file is held while it is read. */
const most = { seconds: 60, residentBytes: 1_200_000_000 };

let folder: string;
let damage: Damage;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  await cp(inRoot('libs/models/fixtures/llava/checkpoint'), folder, { recursive: true });
  damage = new Damage(folder);
});
afterEach(() => rm(folder, { recursive: true }));

async function open(): Promise<Opening> {
  const argv = ['--import', inRoot('bin/register.mjs'), inRoot('test/support/opening.ts'), folder];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, argv);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Opening;
}

type Case = readonly [what: string, harm: () => unknown, says: RegExp, fileBytes?: number];

const cases: readonly Case[] = [
  ['an operator nobody knows', () => damage.node(decoder, { opType: 'Frobnicate' }), /1 of \d+ nodes .*Frobnicate/],
  [
    'a hundred thousand operators nobody knows',
    () => damage.graph(decoder, () => ({ nodes: Array.from({ length: 100_000 }, () => ({ opType: 'Frobnicate' })) })),
    /100000 of 100000 nodes .*Frobnicate.*…; export/,
  ],
  [
    'a cycle',
    () =>
      damage.graph(decoder, ({ nodes = [] }) => ({
        nodes: [
          { opType: 'Neg', inputs: ['round'], outputs: ['and round'] },
          { opType: 'Neg', inputs: ['and round'], outputs: ['round'] },
          ...nodes,
        ],
      })),
    /there is a cycle/,
  ],
  [
    'weights of another shape than claimed',
    () => damage.external(decoder, { length: '12' }),
    /length 12 where the dims need/,
  ],
  [
    'an output of another shape than claimed',
    () =>
      damage.graph(decoder, ({ outputs: [first, ...others] = [] }) => ({
        outputs: [{ ...first, type: { tensor: { elementType: 1, shape: { dims: [{ value: 7n }] } } } }, ...others],
      })),
    /claims \[7\] and is float32\[/,
  ],
  [
    'weights that are larger than memory',
    () =>
      damage.graph(decoder, ({ initializers: [first, ...others] = [] }) => ({
        initializers: [{ ...first, dims: BigInt64Array.of(2n ** 20n, 2n ** 20n) }, ...others],
      })),
    /more than the limit/,
  ],
  [
    'weights outside of its folder',
    () => damage.external(decoder, { location: '../../../etc/passwd' }),
    /"\.\.\/\.\.\/\.\.\/etc\/passwd" is missing or not inside/,
  ],
  ['ten million nodes', () => writeEndlessChain(join(folder, decoder)), /more than \d+ fields/, 250_000_000],
  [
    'a list that unpacks to eight times its size',
    () => writeLongList(join(folder, decoder)),
    /too many packed integers/,
    1_800_000_000,
  ],
  ['graphs in graphs', () => writeNestedGraphs(join(folder, decoder)), /nested deeper than/],
  [
    'a name as long as a book',
    () => writeLongName(join(folder, decoder)),
    /a name of 50000000 bytes is longer than/,
    50_000_000,
  ],
];

describe('a checkpoint with', () => {
  const described = cases.map(([what, harm, says, fileBytes = 0]) => ({ what, harm, says, fileBytes }));

  it.each(described)('$what', { timeout: 120_000 }, async ({ harm, says, fileBytes }) => {
    await harm();
    const { error, seconds, residentBytes } = await open();
    expect(error?.message).toMatch(says);
    expect(['OnnxFormatError', 'GraphError']).toContain(error?.name);
    expect(error?.message).not.toContain('\n');
    expect(error?.message.length).toBeLessThan(2_000);
    expect(seconds).toBeLessThan(most.seconds);
    expect(residentBytes - fileBytes).toBeLessThan(most.residentBytes);
  });

  it('nothing wrong opens', async () => {
    expect((await open()).error).toBeNull();
  });
});
