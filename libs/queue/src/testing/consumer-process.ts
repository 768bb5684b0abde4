/** A consumer in a process of its own, to be killed. Its handlers run until they are told to stop. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { QueueConnection } from '../bullmq/backend.js';

export interface ConsumerSettings {
  readonly connection: QueueConnection;
  readonly prefix: string;
  readonly lockSeconds: number;
  readonly concurrency: number;
  readonly interruptions?: number;
}

export interface ConsumerProcess {
  /** `runs ‹id›` and `aborted ‹id›`, as they happen. */
  readonly said: readonly string[];
  signal(signal: NodeJS.Signals): void;
  /** null when a signal ended it. */
  readonly exitCode: Promise<number | null>;
}

export function consumerProcess(settings: ConsumerSettings): ConsumerProcess {
  const program = fileURLToPath(new URL('./consumer-main.ts', import.meta.url));
  const args = ['--import', 'tsx', program, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL')); // a test that failed leaves none behind
  const said: string[] = [];
  createInterface(child.stdout).on('line', (line) => said.push(line));
  const exitCode = once(child, 'exit').then(([code]) => code as number | null);
  return { said, exitCode, signal: (signal) => child.kill(signal) };
}
