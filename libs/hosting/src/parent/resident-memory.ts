/** How much memory another process holds, as far as the system says. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Linux says it in /proc, macOS and the BSDs through `ps`; on Windows nobody is asked. */
export const enforcesMemoryLimits: boolean = process.platform !== 'win32';

/** Resident bytes, weights mapped from files included; null when the process is gone or nobody can say. */
export async function residentBytes(pid: number): Promise<number | null> {
  if (!enforcesMemoryLimits) return null;
  const kilobytes = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

async function fromProc(pid: number): Promise<string | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
}

async function fromPs(pid: number): Promise<string | undefined> {
  const said = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'rss=']).catch(() => ({ stdout: '' }));
  return /\d+/.exec(said.stdout)?.[0];
}
