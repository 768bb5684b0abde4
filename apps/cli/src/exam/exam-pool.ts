/** The pool of the exam: taken where it is whole, built where it is not, its checkpoints named in the exam's state. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { shippedPortraits } from '@palimpsest/datasets';
import type { Examined, ExamEntry } from '@palimpsest/exam';
import { buildZoo, manifestDigest, readZooIndex, type ZooIndex } from '@palimpsest/zoo';
import type { ExamOptions } from '../commands/exam.js';
import type { Invocation } from '../commands/invocation.js';
import { UsageError } from '../failure.js';
import { CheckpointRegistry } from '../state/checkpoint-registry.js';
import { statePaths } from '../state/state-folder.js';
import { followSteps } from '../zoo/follow-steps.js';

/** A checkpoint as the exam sees it before any audit. */
export type PoolMember = ExamEntry &
  Examined & {
    readonly digest: string;
    /** Trained from the tower in one go, nothing done to it afterwards. */
    readonly isPlain: boolean;
  };

export interface ExamPool {
  readonly dataset: ZooIndex['dataset'];
  readonly members: readonly PoolMember[];
}

/** @throws UsageError for a folder with another pool */
export async function examPool({ options, progress }: Invocation<ExamOptions>, state: string): Promise<ExamPool> {
  const folder = resolve(options.pool ?? join(statePaths(options.state).zoo, 'exam'));
  const isBuilt = existsSync(join(folder, 'zoo.json'));
  const index = isBuilt
    ? await readZooIndex(folder)
    : await buildZoo({
        ...{ pool: 'exam', output: folder, work: `${folder}-work`, threads: options.threads },
        portraits: shippedPortraits,
        onProgress: followSteps((label, total) => progress.task(label, total)),
      });
  if (index.pool !== 'exam') throw new UsageError(`${folder} holds the pool ${index.pool}; give --pool another folder`);
  const registry = new CheckpointRegistry(state, () => Promise.resolve([])); // names of the shipped zoo mean nothing here
  for (const entry of index.entries)
    await registry.add({ name: entry.name, folder: join(folder, entry.folder), digest: manifestDigest(entry) });
  return { dataset: index.dataset, members: index.entries.flatMap(memberOf) };
}

function memberOf(entry: ZooIndex['entries'][number]): readonly PoolMember[] {
  const { name, role, exam, metrics } = entry;
  if (!exam) return [];
  const { group, matches, savings } = exam;
  const retain = metrics.retain.correct.estimate;
  const isPlain = entry.from === null;
  return [{ name, role, group, matches, retain, savings, isPlain, digest: manifestDigest(entry) }];
}
