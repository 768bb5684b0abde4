/** The licences of what the page's script holds: they ask to be kept with copies. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the package that a file belongs to; null for our own files. */
function packageOf(file: string): string | null {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? null;
}

/**
 * @param files what was bundled, relative to `root`
 * @throws Error for a package without a licence file, or with one that would end a comment of the page
 */
export async function licencesOf(files: readonly string[], root: string): Promise<string> {
  const packages = [...new Set(files.map(packageOf).filter((folder) => folder !== null))].sort();
  const texts = await Promise.all(packages.map((folder) => licenceIn(folder, root)));
  return `The script below holds what follows, under these licences.\n\n${texts.join('\n\n')}\n`;
}

async function licenceIn(folder: string, root: string): Promise<string> {
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const file = (await readdir(join(root, folder))).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file, so the page must not hold a copy of it`);
  const text = (await readFile(join(root, folder, file), 'utf8')).trim();
  if (text.includes('-->')) throw new Error(`The licence of ${name} ends comments of HTML; write it elsewhere`);
  return `${name}:\n\n${text}`;
}
