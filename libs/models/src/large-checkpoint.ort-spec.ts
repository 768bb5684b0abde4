/**
 * A checkpoint of more than two gigabytes, in a process of its own: its weights never enter the JavaScript heap, neither
 * when it is opened nor when its gradient graph is built. The weights are holes in a file, so that it takes no disk.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLargeCheckpoint } from '../../../test/support/large-checkpoint.js';
import type { HeapStory } from '../../../test/support/heap-story.js';

const script = fileURLToPath(new URL('../../../test/support/heap-story.ts', import.meta.url));
const register = new URL('../../../bin/register.mjs', import.meta.url).href;
const megabyte = 2 ** 20;

let folder: string;
let weightBytes: number;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-'));
  weightBytes = await writeLargeCheckpoint(join(folder, 'large'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('a checkpoint of more than 2 GB', () => {
  it('is opened and differentiated with a heap of some dozen megabytes', { timeout: 180_000 }, async () => {
    expect(weightBytes).toBeGreaterThan(2 ** 31);
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      register,
      script,
      join(folder, 'large'),
    ]);
    const story = JSON.parse(stdout) as HeapStory;
    for (const { what, heapUsed, external } of story.moments)
      expect(heapUsed + external, what).toBeLessThan(150 * megabyte);
    expect(story.moments.at(-1)?.what).toBe('gradient graph');
    expect(story.weightsInGraph).toBeGreaterThan(2 ** 31);
    expect(story.graphFileBytes).toBeLessThan(20 * megabyte);
  });
});
