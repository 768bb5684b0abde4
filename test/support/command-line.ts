/** The command line as its users start it: a process with arguments, two streams and an exit code. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/palimpsest.mjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Id of the process group: the command line and its children. */
  readonly group: number;
  readonly ended: Promise<Ended>;
}

export interface Surroundings {
  /** Working directory; no state folder is named unless the arguments do. */
  readonly cwd: string;
}

/** Starts it in a process group of its own. */
export function startPalimpsest(argv: readonly string[], { cwd }: Surroundings): Running {
  const env = { ...process.env, NO_COLOR: '1' };
  const child = spawn(process.execPath, [bin, ...argv], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (texts[stream] += text));
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
  if (child.pid === undefined) throw new Error('the command line did not start');
  return { child, group: child.pid, ended };
}

export const palimpsest = (argv: readonly string[], surroundings: Surroundings): Promise<Ended> =>
  startPalimpsest(argv, surroundings).ended;
