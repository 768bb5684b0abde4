/**
 * How PostgreSQL is started. It refuses to run as root, and as a user without a name, as containers have; both start
 * it in a user namespace, where it is nobody and its files are its own. It ends with its parent where the system can see to that.
 */
import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

const nobody = 65534;

export function unprivileged({ program, args }: Command): Command {
  if (process.getuid?.() !== 0 && hasName()) return { program, args };
  const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  return { program: 'unshare', args: [...namespace, '--', program, ...args] };
}

/** SIGINT is PostgreSQL's fast shutdown: sessions end, data are written. */
export function endingWithParent(command: Command): Command {
  if (!has('setpriv', ['--pdeathsig', 'INT', '--', 'true'])) return command;
  return { program: 'setpriv', args: ['--pdeathsig', 'INT', '--', command.program, ...command.args] };
}

/** May this process start PostgreSQL? Root needs a user namespace, which a container may forbid. */
export function mayStart(): boolean {
  const { program, args } = unprivileged({ program: 'true', args: [] });
  return has(program, args);
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

function has(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Without PGDATA, PGPORT and the like of whoever starts us. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
}

/** Of what a program said. */
export function lastLine(text: string | null): string | undefined {
  return text?.trim().split('\n').at(-1) || undefined;
}
