/** What the system says about other processes. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that has ended counts as gone, even while its parent has not asked how: in containers nobody may. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false; // else it is there, and somebody else's
  }
  return !(statOf(pid)?.[0] ?? fromPs(pid, 'stat'))?.startsWith('Z');
}

/** When a process started, in the system's own spelling; null where it does not say. */
export function startOf(pid: number): string | null {
  return statOf(pid)?.[19] ?? fromPs(pid, 'lstart');
}

/** Its command line; null where the system does not say. */
export function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return fromPs(pid, 'command');
  }
}

/** Fields 3 and up of what /proc says: the state, …, the start as the 22nd. The name before them may hold anything. */
function statOf(pid: number): readonly string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function fromPs(pid: number, column: string): string | null {
  const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', `${column}=`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
