/** Small files written all or nothing: a crash leaves the old content or the new, never half of it. */
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @param mode who may read and write it, as for chmod; the system's habit unless given */
export async function writeFileAtomically(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${process.pid}-${process.hrtime.bigint()}.tmp`);
  const file = await open(temporary, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
