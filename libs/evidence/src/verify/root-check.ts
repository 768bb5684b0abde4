/** The Merkle root is that of the list. */
import { rootOf } from '../bundle/manifest.js';
import { failed, passed, type Evidence, type Outcome } from './check.js';
import { readManifest } from './read.js';

export async function checkRoot({ files }: Evidence): Promise<Outcome> {
  const manifest = readManifest(files);
  const root = await rootOf(manifest.files);
  return root === manifest.merkleRoot
    ? passed(`root ${root.slice(0, 16)}…`)
    : failed('manifest.json: the Merkle root is not that of its files');
}
