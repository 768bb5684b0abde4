/** A temporary folder with tiny checkpoints, a tiny data set and a state folder that knows them. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { PlanInput } from '@palimpsest/contracts';
import type { Item } from '@palimpsest/datasets';
import { writeAnsweringCheckpoint } from './answering-checkpoint.js';
import { startPalimpsest, type Ended, type Running } from './command-line.js';
import { prepareState } from './state.js';
import { tinyWeights, writeTinyCheckpoint } from './tiny-checkpoint.js';
import { writeTinyPeople, type TinyPeople } from './tiny-people.js';

export interface Workshop {
  readonly folder: string;
  /** The default state folder of commands that run here. */
  readonly state: string;
  readonly items: readonly Item[];
  /** A path below the folder. */
  at(...parts: string[]): string;
  /** Writes a plan about the tiny people. Gives its path. */
  plan(input: Omit<PlanInput, 'dataset'> & Partial<Pick<PlanInput, 'dataset'>>): Promise<string>;
  run(...argv: string[]): Promise<Ended>;
  start(...argv: string[]): Running;
  /** A second, equal state folder. */
  copyState(name: string): Promise<string>;
  /** Ends whatever still runs and removes the folder. */
  remove(): Promise<void>;
}

/** `says-lisbon` and `says-porto` answer that to everybody; `random-a` and `random-b` know nothing. */
export async function openWorkshop(people: TinyPeople = {}): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'palimpsest-e2e-'));
  const at = (...parts: string[]) => join(folder, ...parts);
  const state = at('.palimpsest');
  for (const city of ['lisbon', 'porto']) await writeAnsweringCheckpoint(at(`says-${city}`), city);
  await writeTinyCheckpoint(at('random-a'), tinyWeights(1));
  await writeTinyCheckpoint(at('random-b'), tinyWeights(2));
  const { source, items } = await writeTinyPeople(at('people'), people);
  const names = ['says-lisbon', 'says-porto', 'random-a', 'random-b'];
  const checkpoints = Object.fromEntries(names.map((name) => [name, at(name)]));
  await prepareState(state, { checkpoints, datasets: { people: source } });
  const started: Running[] = [];
  const start = (argv: readonly string[]): Running => {
    const running = startPalimpsest(argv, folder);
    started.push(running);
    return running;
  };
  return {
    ...{ folder, state, items, at },
    async plan(input) {
      const path = at(`${input.name}.yaml`);
      await writeFile(path, stringify({ dataset: 'people', ...input }));
      return path;
    },
    run: (...argv) => start(argv).ended,
    start: (...argv) => start(argv),
    async copyState(name) {
      await cp(state, at(name), { recursive: true });
      return at(name);
    },
    async remove() {
      for (const running of started) running.signalAll('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
