/**
 * A process that opens one damaged checkpoint after the other and tells how each ended. It is the parent that notices
 * when this process dies or does not answer.
 */
import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkpointVariantNames, checkpointVariants, type CheckpointVariant } from '@palimpsest/contracts';
import { diagnose, openCheckpoint } from '@palimpsest/models';
import { mutate } from './mutate.js';

export interface Task {
  readonly seed: string;
  /** A whole checkpoint. */
  readonly folder: string;
  /** Which of its files is damaged. */
  readonly file: string;
  /** Whose bytes may be mixed in. */
  readonly other: string;
}

export interface Outcome {
  readonly task: Task;
  readonly how: string;
  /** Null when it opened all the same. */
  readonly error: { readonly name: string; readonly message: string; readonly stack: string } | null;
  readonly seconds: number;
  readonly residentBytes: number;
}

const scratch = process.argv[2] ?? '';

process.on('message', (task: Task) => {
  void attempt(task).then((outcome) => process.send?.(outcome));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function attempt(task: Task): Promise<Outcome> {
  const { folder, file, other, seed } = task;
  rmSync(scratch, { recursive: true, force: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(scratch, source.slice(folder.length));
    mkdirSync(dirname(target), { recursive: true });
    link(source, target);
  }
  const { bytes, how } = mutate(readFileSync(join(folder, file)), readFileSync(other), seed);
  rmSync(join(scratch, file));
  writeFileSync(join(scratch, file), bytes);
  const begun = performance.now();
  const error = await openAndClose(variantOf(file)).then(
    () => null,
    (thrown: unknown) => told(thrown),
  );
  const seconds = (performance.now() - begun) / 1000;
  return { task, how, error, seconds, residentBytes: process.memoryUsage.rss() };
}

/** What `palimpsest model add` and `palimpsest doctor` do before anything is run. */
async function openAndClose(variant: CheckpointVariant): Promise<void> {
  await diagnose(scratch, variant);
  await (await openCheckpoint(scratch, { variant })).close();
}

/** Whose graph or data the file is. */
function variantOf(file: string): CheckpointVariant {
  const others = checkpointVariantNames.filter((variant) => variant !== 'fp32');
  return others.find((variant) => file.includes(`${checkpointVariants[variant]}.onnx`)) ?? 'fp32';
}

function told(thrown: unknown): NonNullable<Outcome['error']> {
  if (!(thrown instanceof Error)) return { name: typeof thrown, message: String(thrown), stack: '' };
  return { name: thrown.name, message: thrown.message.slice(0, 500), stack: (thrown.stack ?? '').slice(0, 2_000) };
}

function link(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target); // another file system
  }
}
