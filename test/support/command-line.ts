/** The command line as its users start it: a process with arguments, two streams and an exit code. */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
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
  readonly ended: Promise<Ended>;
  /** Looks again and again until there is something to see. @throws Error when the process ends before that */
  until<T>(look: (stderr: string, stdout: string) => Promise<T | null> | T | null): Promise<T>;
  /** To the command line and its children, as a terminal does. Nothing happens once they have ended. */
  signalAll(signal: NodeJS.Signals): void;
}

/**
 * @param cwd working directory: its `.palimpsest` is the state folder unless the arguments name another
 * @param variables of the environment, besides those that are there
 * @param input what is typed, or comes through a pipe
 */
export function startPalimpsest(
  argv: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
  input = '',
): Running {
  const env = { ...process.env, NO_COLOR: '1', ...variables };
  const child = spawn(process.execPath, [bin, ...argv], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {}).end(input); // whoever has ended reads nothing
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (texts[stream] += text));
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    ...{ child, ended },
    async until(look) {
      for (;;) {
        const seen = await look(texts.stderr, texts.stdout);
        if (seen !== null) return seen;
        if (hasEnded()) throw new Error(`palimpsest ${argv.join(' ')} ended too early: ${texts.stderr}`);
        await wait(5);
      }
    },
    signalAll(signal) {
      if (child.pid !== undefined && !hasEnded()) process.kill(-child.pid, signal);
    },
  };
}
