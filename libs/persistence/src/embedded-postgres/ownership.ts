/**
 * A data folder has one owner at a time: a process, named by its id and by when it started, since ids come again.
 * Two that start in the same instant may both take a dead owner's folder; PostgreSQL then refuses the second.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isAlive, startOf } from './processes.js';

interface Owner {
  readonly pid: number;
  /** Null where the system does not say. */
  readonly started: string | null;
}

/** @returns what gives the folder up @throws EmbeddedPostgresError while another process owns it */
export function takeOwnership(folder: string, file: string): () => void {
  const me: Owner = { pid: process.pid, started: startOf(process.pid) };
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(me), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 3) throw error;
    }
    const owner = ownerIn(file);
    if (owner && isAlive(owner.pid) && startOf(owner.pid) === owner.started) {
      const reason = `process ${owner.pid} is using it`;
      throw new EmbeddedPostgresError(folder, reason, 'Stop that process, or choose another data folder.');
    }
    rmSync(file, { force: true });
  }
}

/** Null when it is not one: a write that was cut off by a crash. */
function ownerIn(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return null;
  }
}
