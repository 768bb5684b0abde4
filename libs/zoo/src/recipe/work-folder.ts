/**
 * Where a build keeps its half-finished and finished pieces. Files appear whole or not at all, so a build that was
 * killed goes on from the last piece or saved state.
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SavedState } from './training-loop.js';

export class WorkFolder {
  constructor(readonly path: string) {}

  file(name: string): string {
    return join(this.path, name);
  }

  /** Null when there is no such piece. */
  async read(name: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.file(name));
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw failure;
    }
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    const target = this.file(name);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(`${target}.part`, bytes);
    await rename(`${target}.part`, target);
  }

  /** The state of a training run called `name`. */
  savedState(name: string): SavedState {
    const file = `${name}.state`;
    return {
      load: () => this.read(file),
      save: (state) => this.write(file, state),
      clear: () => rm(this.file(file), { force: true }),
    };
  }
}
