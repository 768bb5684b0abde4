/** One registered checkpoint, compared with what lies in its folder now. */
import { readManifest } from '@palimpsest/models';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { columns, emit } from '../output/output.js';
import { bytesText, shortDigest } from '../output/words.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';

/** @throws UsageError when the folder is no longer what was registered */
export async function showCheckpoint(name: string, { options }: Invocation): Promise<void> {
  const entry = await new CheckpointRegistry(options.state).find(name);
  const { files, digest } = await readManifest(entry.folder);
  if (digest !== entry.digest) {
    throw new UsageError(
      `Checkpoint ${name}: ${entry.folder} has changed since it was registered; restore it or register it under another name`,
    );
  }
  await emit(options.json, { ...entry, files }, () =>
    [
      columns([
        ['name', name],
        ['folder', entry.folder],
        ['digest', digest],
      ]),
      '',
      columns(files.map((file) => [file.path, bytesText(file.bytes), shortDigest(file.sha256)])),
    ].join('\n'),
  );
}
