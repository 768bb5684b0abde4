/**
 * A checkpoint folder sent to a server. Everything that can be wrong is found before the first byte leaves: the
 * folder as it is inspected here, names that the server would not take, a name that stands for something else there.
 */
import { ProblemError, type Checkpoint } from '@palimpsest/client';
import { checkpointPath, parseStrict, slug, type CheckpointVariant } from '@palimpsest/contracts';
import { openCheckpoint, readManifest, type Manifest } from '@palimpsest/models';
import { UsageError } from '../failure.js';
import type { ProgressTask } from '../output/progress.js';
import { shortDigest } from '../output/words.js';
import type { Connection } from '../server/connect.js';
import { fileOnDisk } from '../server/file-on-disk.js';
import { sendFile } from '../server/send-file.js';
import { uploadIds } from '../state/upload-ids.js';
import { stoppable } from '../workers/interrupt.js';
import type { Invocation } from '../commands/invocation.js';
import type { FromFolder } from './shelf.js';

interface SentCheckpoint extends Pick<FromFolder, 'folder' | 'variant'> {
  readonly name: string;
  readonly again: boolean;
}

/**
 * @throws ModelError, OnnxFormatError or GraphError for what is wrong with the folder; InterruptedError on Ctrl-C, after
 * which the same command goes on
 */
export async function sendCheckpoint(
  connection: Connection,
  { name, folder, variant = 'fp32', again }: SentCheckpoint,
  { options, progress }: Invocation,
): Promise<Checkpoint> {
  parseStrict(slug, name, '--name');
  const { files, digest, locations } = await inspected(folder, variant);
  for (const { path } of files) parseStrict(checkpointPath, path, `${folder}: the name "${path}"`);
  const source = { kind: 'upload' as const, files: files.map(({ path, sha256 }) => ({ path, sha256 })) };
  const body = { name, source };
  const registered = await find(connection, name);
  if (registered) same(registered, digest);
  if (registered && !again) return registered;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return stoppable('what has arrived stays on the server; the same command goes on from there', async (signal) => {
    const task = progress.task(name, bytes);
    await sendAll(connection, { files, locations, state: options.state }, task, signal);
    task.finish();
    return same(await connection.client.createCheckpoint({ project: connection.project, body }, { signal }), digest);
  });
}

/** Opened as for an audit, so that a broken one is refused; the model card is not among its files. */
async function inspected(folder: string, variant: CheckpointVariant): Promise<Manifest> {
  const model = await openCheckpoint(folder, { variant });
  await model.close();
  const manifest = await readManifest(folder, variant);
  if (manifest.digest === model.identity.digest) return manifest;
  throw new UsageError(`${folder} changes while it is read; leave it alone and run the command again`);
}

async function find({ client, project }: Connection, checkpoint: string): Promise<Checkpoint | null> {
  try {
    return await client.readCheckpoint({ project, checkpoint });
  } catch (error) {
    if (error instanceof ProblemError && error.kind === 'not-found') return null;
    throw error;
  }
}

async function sendAll(
  connection: Connection,
  { files, locations, state }: Pick<Manifest, 'files' | 'locations'> & { readonly state: string },
  task: ProgressTask,
  signal: AbortSignal,
): Promise<void> {
  let before = 0;
  for (const { path, bytes, sha256 } of files) {
    const file = fileOnDisk({ file: locations.get(path) as string, name: path, bytes, sha256 });
    await sendFile(connection, file, {
      ...{ ids: uploadIds(state), signal },
      onArrived: (arrived, isNew) => (isNew ? task.update(before + arrived, path) : task.skipTo(before + arrived)),
    });
    before += bytes;
  }
}

function same(registered: Checkpoint, digest: string): Checkpoint {
  if (registered.digest === digest) return registered;
  const [there, here] = [shortDigest(registered.digest), shortDigest(digest)];
  throw new UsageError(
    `On the server, "${registered.name}" has digest ${there}…, the folder ${here}…; choose another name with --name`,
  );
}
