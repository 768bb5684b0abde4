/** Every checkpoint that a plan can name. */
import type { Invocation } from '../commands/invocation.js';
import { columns, emit } from '../output/output.js';
import { bytesText, shortDigest } from '../output/words.js';
import { checkpointShelf, type ListedCheckpoint } from './shelf.js';

export async function listCheckpoints(invocation: Invocation): Promise<void> {
  const { options } = invocation;
  const rows = await (await checkpointShelf(invocation)).list();
  const last = options.server ? 'size' : 'folder';
  await emit(options.json, rows, () =>
    rows.length === 0
      ? 'No checkpoints. Register one with palimpsest model add <folder> --name <name>'
      : columns([['name', 'digest', 'source', last], ...rows.map(cells)]),
  );
}

const cells = ({ name, digest, source, folder, bytes }: ListedCheckpoint): readonly string[] => [
  name,
  shortDigest(digest),
  source,
  folder ?? (bytes === undefined ? '' : bytesText(bytes)),
];
