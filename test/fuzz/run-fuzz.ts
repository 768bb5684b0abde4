/** Thousands of damaged checkpoints, opened in processes that are watched: none may die, hang, swell or mumble. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Rng } from '@palimpsest/tensor';
import type { Outcome, Task } from './victim.js';

export interface FuzzOptions {
  readonly mutations: number;
  readonly seed: string;
  readonly processes: number;
  /** Longest time for one checkpoint. */
  readonly seconds: number;
  readonly residentBytes: number;
  readonly onProgress: (done: number, defects: number) => void;
}

export interface Defect {
  readonly task: Task;
  readonly what: string;
}

export interface FuzzResult {
  readonly mutations: number;
  readonly opened: number;
  /** By the name of the error. */
  readonly refused: Readonly<Record<string, number>>;
  readonly longestSeconds: number;
  readonly mostResidentBytes: number;
  readonly defects: readonly Defect[];
}

/** Errors that say what is wrong with a checkpoint; anything else was not foreseen. */
const foreseen = new Set(['ModelError', 'OnnxFormatError', 'GraphError']);

export async function runFuzz(checkpoints: readonly string[], options: FuzzOptions): Promise<FuzzResult> {
  const tasks = tasksOf(checkpoints, options);
  const outcomes: Outcome[] = [];
  const defects: Defect[] = [];
  const lane = async (): Promise<void> => {
    const scratch = mkdtempSync(join(tmpdir(), 'palimpsest-fuzz-'));
    let victim = await startVictim(scratch);
    for (const task of tasks) {
      const outcome = await put(victim, task, options.seconds);
      if (typeof outcome === 'string') {
        defects.push({ task, what: outcome });
        victim.kill('SIGKILL');
        victim = await startVictim(scratch);
      } else {
        outcomes.push(outcome);
        const what = defectOf(outcome, options.residentBytes);
        if (what) defects.push({ task, what });
      }
      options.onProgress(outcomes.length, defects.length);
    }
    victim.kill('SIGKILL');
    rmSync(scratch, { recursive: true, force: true });
  };
  await Promise.all(Array.from({ length: options.processes }, lane));
  return resultOf(outcomes, defects);
}

function* tasksOf(checkpoints: readonly string[], { mutations, seed }: FuzzOptions): Generator<Task> {
  const rng = new Rng(seed);
  const files = checkpoints.map((folder) => filesOf(folder));
  const pick = <T>(list: readonly T[]): T => list[rng.integer(list.length)] as T;
  for (let count = 0; count < mutations; count++) {
    const at = rng.integer(checkpoints.length);
    const folder = checkpoints[at] as string;
    const another = rng.integer(checkpoints.length);
    const other = join(checkpoints[another] as string, pick(files[another] as readonly string[]));
    yield { seed: `${seed}/${count}`, folder, file: pick(files[at] as readonly string[]), other };
  }
}

/** Graphs and settings; weights on their own are bytes that nothing is read into. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(onnx|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const main = fileURLToPath(new URL('./victim.ts', import.meta.url));
const register = new URL('../../bin/register.mjs', import.meta.url).href;

async function startVictim(scratch: string): Promise<ChildProcess> {
  const victim = fork(main, [join(scratch, 'checkpoint')], { execArgv: ['--import', register], stdio: 'ignore' });
  await once(victim, 'message');
  return victim;
}

/** @returns what happened to the process when it does not answer */
async function put(victim: ChildProcess, task: Task, seconds: number): Promise<Outcome | string> {
  const over = new AbortController();
  const answered = once(victim, 'message', { signal: over.signal }).then(([outcome]) => outcome as Outcome);
  const ended = once(victim, 'exit', { signal: over.signal }).then(
    ([code, signal]) => `the process ended: ${code ?? signal}`,
  );
  const late = new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve(`no answer within ${seconds} s`), seconds * 1000);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  victim.send(task);
  try {
    return await Promise.race([answered, ended, late]);
  } finally {
    for (const waiting of [answered, ended]) waiting.catch(() => {});
    over.abort();
  }
}

function defectOf({ error, residentBytes }: Outcome, most: number): string | null {
  if (residentBytes > most) return `${Math.round(residentBytes / 1e6)} MB resident`;
  if (error && !foreseen.has(error.name)) return `${error.name}: ${error.message}\n${error.stack}`;
  return null;
}

function resultOf(outcomes: readonly Outcome[], defects: readonly Defect[]): FuzzResult {
  const refused: Record<string, number> = {};
  for (const { error } of outcomes) if (error) refused[error.name] = (refused[error.name] ?? 0) + 1;
  return {
    mutations: outcomes.length + defects.filter(({ what }) => /^(no answer|the process)/.test(what)).length,
    opened: outcomes.filter(({ error }) => error === null).length,
    refused,
    longestSeconds: Math.max(0, ...outcomes.map(({ seconds }) => seconds)),
    mostResidentBytes: Math.max(0, ...outcomes.map(({ residentBytes }) => residentBytes)),
    defects,
  };
}
