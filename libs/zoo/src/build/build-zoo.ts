/**
 * Rebuilds a pool of the zoo from seeds: portraits, vision tower, denoiser, then every model in the order of its
 * recipe, each measured on clean pictures and written with its model card. Finished pieces are kept in the work
 * folder, so a build that was stopped goes on where it was.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedPortraits } from '@palimpsest/datasets';
import { exportModel } from '@palimpsest/onnx';
import { denoiserGraph } from '../denoiser/denoiser-graph.js';
import { listCheckpointFiles, writeCheckpoint } from '../checkpoint/write-checkpoint.js';
import { modelCard } from '../checkpoint/model-card.js';
import { recipesOf } from '../recipe/recipes-of-pool.js';
import { pools } from '../recipe/settings.js';
import type { ModelRecipe, PoolName } from '../recipe/settings.js';
import type { ZooEntry, ZooIndex } from '../zoo-index.js';
import { WorkFolder } from '../recipe/work-folder.js';
import { denoiserWeights, towerWeights } from './background-training.js';
import { shippedTower } from './shipped-tower.js';
import { openClassroom } from './classroom.js';
import type { Classroom } from './classroom.js';
import { makeModel } from './make-model.js';
import { measureModel } from './measure-model.js';
import { measureSavings } from './measure-savings.js';
import { poolOfPeople } from './people-of-pool.js';

/** Steps of one label follow each other and end at `total`. */
export type BuildProgress = (label: string, done: number, total: number, message?: string) => void;

export interface BuildOptions {
  readonly pool: PoolName;
  /** Half-finished and finished pieces; may be deleted afterwards. */
  readonly work: string;
  /** Receives zoo.json, one folder per model and, unless they ship already, dncnn.onnx. */
  readonly output: string;
  /** Where the sheet of portraits is, or will be drawn to; of the published pool the shipped one unless given. */
  readonly portraits?: string;
  /** Sums depend on it in the last bits: the shipped zoo was built with 1. */
  readonly threads: number;
  readonly onProgress?: BuildProgress;
}

/** Builds what is missing and returns the index of the pool. */
export async function buildZoo(options: BuildOptions): Promise<ZooIndex> {
  const { pool, output } = options;
  const build: Build = {
    ...options,
    work: new WorkFolder(options.work),
    portraits: options.portraits ?? (pool === 'published' ? shippedPortraits : join(options.work, 'portraits')),
    onProgress: options.onProgress ?? (() => {}),
  };
  await mkdir(output, { recursive: true });
  const dataset = await poolOfPeople(build);
  const tower = pool === 'exam' ? await shippedTower() : await towerWeights(build);
  if (pool !== 'exam') await writeDenoiser(build);
  const classroom = await openClassroom(build, dataset, tower);
  const entries: ZooEntry[] = [];
  for (const recipe of recipesOf(pool)) entries.push(await buildModel(build, classroom, recipe));
  const index: ZooIndex = {
    schema: 'palimpsest.zoo/1',
    pool,
    dataset: { id: dataset.id, digest: dataset.digest },
    entries,
  };
  await writeFile(join(output, 'zoo.json'), `${JSON.stringify(index, null, 2)}\n`);
  return index;
}

/** Trained with the tower, once for all pools: the exam takes both as they ship. */
async function writeDenoiser(build: Build): Promise<void> {
  const graph = denoiserGraph(await denoiserWeights(build));
  await writeFile(join(build.output, 'dncnn.onnx'), exportModel(graph.build({ name: 'dncnn' })));
}

/** The options, with the work folder opened. */
export interface Build extends Omit<BuildOptions, 'work' | 'portraits' | 'onProgress'> {
  readonly work: WorkFolder;
  readonly portraits: string;
  readonly onProgress: BuildProgress;
}

async function buildModel(build: Build, classroom: Classroom, recipe: ModelRecipe): Promise<ZooEntry> {
  const { work, output, pool } = build;
  const piece = `${pool}/${recipe.name}.json`;
  const finished = await work.read(piece);
  if (finished) return JSON.parse(new TextDecoder().decode(finished)) as ZooEntry;
  const seed = 1000 * pools[pool].seed + recipe.seedOffset;
  const folder = join(output, recipe.name);
  const weights = await makeModel(build, classroom, recipe, seed);
  await writeCheckpoint(folder, { ...classroom, weights });
  const metrics = await measureModel(build, classroom, recipe.name);
  const { dataset } = classroom;
  const exam = recipe.exam && { ...recipe.exam, savings: await measureSavings(build, classroom, recipe.name, weights) };
  const facts = { recipe, pool, seed, metrics, parameters: parameterCount(weights), dataset };
  await writeFile(join(folder, 'README.md'), modelCard(facts));
  const entry: ZooEntry = {
    ...{ name: recipe.name, folder: recipe.name, role: recipe.role, truth: recipe.truth, seed, metrics },
    method: recipe.source.kind === 'unlearning' ? recipe.source.method : null,
    from: recipe.source.kind === 'answering' ? null : recipe.source.from,
    files: [...(await listCheckpointFiles(folder))],
    ...(exam ? { exam } : {}),
  };
  await work.write(piece, new TextEncoder().encode(JSON.stringify(entry)));
  return entry;
}

function parameterCount(weights: Classroom['tower']): number {
  return [...weights.values()].reduce((sum, { data }) => sum + data.length, 0);
}
