/**
 * How PostgreSQL is started. It refuses to run as root; root starts it in a user namespace, where it is nobody and
 * its files are its own. It ends with its parent where the system can see to that.
 */
import { spawnSync } from 'node:child_process';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

const nobody = 65534;

export function unprivileged({ program, args }: Command): Command {
  if (process.getuid?.() !== 0) return { program, args };
  const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  return { program: 'unshare', args: [...namespace, '--', program, ...args] };
}

/** SIGINT is PostgreSQL's fast shutdown: sessions end, data are written. */
export function endingWithParent(command: Command): Command {
  if (!has('setpriv', ['--pdeathsig', 'INT', '--', 'true'])) return command;
  return { program: 'setpriv', args: ['--pdeathsig', 'INT', '--', command.program, ...command.args] };
}

/** May this process start PostgreSQL? As root it takes a user namespace, which a container may forbid. */
export function mayStart(): boolean {
  const { program, args } = unprivileged({ program: 'true', args: [] });
  return has(program, args);
}

function has(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
