/** One contender in a process of its own: started, told to run, asked for its peak memory. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from '../root.js';

export interface Run {
  readonly milliseconds: number;
  /** Losses and gradient norms, to compare with the other side's. */
  readonly numbers: Readonly<Record<string, number>>;
}

export interface Contender {
  /** Images that go through the network together. */
  readonly imagesPerPass: number;
  run(): Promise<Run>;
  /** Ends the process. @returns its peak resident memory in MB */
  stop(): Promise<number>;
  kill(): void;
}

/** @throws Error with the last lines the process wrote when it ends before its time */
export async function startContender(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Contender> {
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const started = new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const answer = async (): Promise<object> => {
    const { value, done } = (await answers.next()) as { value: string; done?: boolean };
    if (!done) return JSON.parse(value) as object;
    throw new Error(`${program} ${args[0] ?? ''} ended early: ${complaints.join('').slice(-2000).trim()}`);
  };
  await started;
  const { imagesPerPass } = (await answer()) as { imagesPerPass: number };
  return {
    imagesPerPass,
    async run() {
      child.stdin.write('run\n');
      return (await answer()) as Run;
    },
    async stop() {
      child.stdin.end('stop\n');
      const { peakMegabytes } = (await answer()) as { peakMegabytes: number };
      return peakMegabytes;
    },
    kill: () => child.kill('SIGKILL'),
  };
}
