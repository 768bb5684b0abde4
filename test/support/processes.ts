/** What runs on this machine, as the system lists it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export { isAlive } from '../../libs/persistence/src/embedded-postgres/processes.js';

export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

export async function processes(): Promise<readonly ListedProcess[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { maxBuffer: 2 ** 26 });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

/** Children, their children, and so on. */
export async function below(root: number | undefined): Promise<readonly ListedProcess[]> {
  const all = await processes();
  const found: ListedProcess[] = [];
  for (let parents = new Set([root]); parents.size > 0;) {
    const children = all.filter(({ parent }) => parents.has(parent));
    found.push(...children);
    parents = new Set(children.map(({ pid }) => pid));
  }
  return found;
}
