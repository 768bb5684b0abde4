/** The people of a pool: opened where their portraits exist, drawn where they do not. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { openPeople, peopleCount, peopleFiles } from '@palimpsest/datasets';
import type { Dataset } from '@palimpsest/datasets';
import type { PoolName } from '../recipe/settings.js';
import type { Build } from './build-zoo.js';

/** What the faces of a pool are seeded with, before their number. */
const faceSeeds: Readonly<Record<PoolName, string>> = {
  development: 'person-development',
  published: 'person-published-2',
  exam: 'person-exam',
};

export async function poolOfPeople({ pool, portraits, onProgress }: Build): Promise<Dataset> {
  if (!existsSync(join(portraits, `${pool}.sha256`))) {
    onProgress('portraits', 0, 1);
    const { drawPeople } = await import('../portraits/draw.js'); // drawing needs development dependencies
    const drawings = drawPeople(faceSeeds[pool], peopleCount);
    await mkdir(portraits, { recursive: true });
    const files = await peopleFiles(
      pool,
      drawings.map(({ portrait }) => portrait),
    );
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(portraits, name), bytes);
    onProgress('portraits', 1, 1);
  }
  return openPeople(pool, portraits);
}
