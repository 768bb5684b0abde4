/** A folder that one command at a time writes to. A command that was killed leaves its mark behind, which counts for nothing. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UsageError } from '../failure.js';

/** @returns what gives it up @throws UsageError while another process has it */
export async function lock(file: string): Promise<() => Promise<void>> {
  await mkdir(dirname(file), { recursive: true });
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 3) throw error;
    }
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text === '' && attempt === 0) {
      await wait(200); // somebody may be about to write it
      continue;
    }
    const owner = Number(text);
    if (owner !== process.pid && isAlive(owner))
      throw new UsageError(`Process ${owner} downloads the same; wait for it, or remove ${file} if that is not so`);
    await rm(file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
