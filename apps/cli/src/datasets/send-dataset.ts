/**
 * A data set to a server: checked and laid out here first, then sent file by file. Files that are there already are
 * not sent again, so a sending that broke goes on where it was. The server seals each as it arrives.
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { items, type Dataset } from '@palimpsest/client';
import { headerFile, imagesFolder, importDataset, itemsFile } from '@palimpsest/datasets';
import type { Progress } from '../output/progress.js';
import type { Connection } from '../server/connect.js';
import { stoppable } from '../workers/interrupt.js';

/** Files on their way at a time. */
const lanes = 4;

/** @throws DatasetError or ImageFormatError for what is wrong with the source, before anything is sent */
export async function sendDataset(
  connection: Connection,
  { source, name }: { readonly source: string; readonly name: string },
  progress: Progress,
): Promise<Dataset> {
  const { client, project } = connection;
  const laidOut = await mkdtemp(join(tmpdir(), 'palimpsest-dataset-')); // readable by its owner only
  try {
    return await stoppable('what has arrived stays on the server; the same command goes on', async (signal) => {
      await importDataset(source, join(laidOut, name));
      const digests = await sendFiles(connection, laidOut, name, progress, signal);
      const [header = '', questions = ''] = [headerFile, itemsFile].map((file) => digests.get(file));
      const body = { id: name, source: { kind: 'upload', header, items: questions } } as const;
      return client.createDataset({ project, body });
    });
  } finally {
    rmSync(laidOut, { recursive: true, force: true });
  }
}

/** @returns digests by path */
async function sendFiles(
  { client, project }: Connection,
  laidOut: string,
  dataset: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const folder = join(laidOut, dataset);
  const there = new Set<string>();
  for await (const { sha256 } of items(client.listDatasetFiles, { project, dataset, limit: 500 })) there.add(sha256);
  const pictures = (await readdir(join(folder, imagesFolder))).map((file) => `${imagesFolder}/${file}`);
  const paths = [headerFile, itemsFile, ...pictures];
  const digests = new Map<string, string>();
  const task = progress.task(`Sending ${dataset}`, paths.length);
  const waiting = paths.values();
  const lane = async (): Promise<void> => {
    for (const path of waiting) {
      signal.throwIfAborted();
      const body = await readFile(join(folder, path));
      const sha256 = createHash('sha256').update(body).digest('hex');
      if (!there.has(sha256)) await client.sendDatasetFile({ project, dataset, sha256, body }, { signal });
      digests.set(path, sha256);
      task.update(digests.size);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  task.finish(`${paths.length} files`);
  return digests;
}
