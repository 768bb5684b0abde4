/** What this process runs on, as evidence names it. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

export interface RuntimeSoftware {
  readonly runtime: string;
  /** SHA-256 of the lock file of all libraries; null when it is not at hand. */
  readonly lockFile: string | null;
}

export async function runtimeSoftware(): Promise<RuntimeSoftware> {
  const lock = await readFile(new URL('../../../../package-lock.json', import.meta.url)).catch(() => null);
  return {
    runtime: `Node ${process.version} on ${process.platform} ${process.arch}`,
    lockFile: lock && createHash('sha256').update(lock).digest('hex'),
  };
}
