/** Every file of the list is there, unchanged, and nothing else is. */
import { listFiles, outside } from '../bundle/manifest.js';
import { failed, passed, type Evidence, type Outcome } from './check.js';
import { readManifest } from './read.js';

export async function checkFiles({ files }: Evidence): Promise<Outcome> {
  const manifest = readManifest(files);
  const known = new Set<string>(Object.values(outside));
  const present = new Map((await listFiles(files)).map((file) => [file.path, file]));
  const problems = manifest.files.flatMap(({ path, sha256, bytes }) => {
    const found = present.get(path);
    if (!found) return [`${path} was removed`];
    if (found.sha256 === sha256 && found.bytes === bytes) return [];
    return [`${path} was changed: SHA-256 ${found.sha256.slice(0, 12)}… instead of ${sha256.slice(0, 12)}…`];
  });
  const listed = new Set(manifest.files.map(({ path }) => path));
  const added = [...present.keys()].filter((path) => !listed.has(path) && !known.has(path));
  const twice = manifest.files.length - listed.size;
  const all = [
    ...problems,
    ...added.map((path) => `${path} was added`),
    ...(twice > 0 ? [`manifest.json lists ${twice} paths twice`] : []),
  ];
  return all.length > 0 ? failed(...all) : passed(`${manifest.files.length} files are as listed`);
}
