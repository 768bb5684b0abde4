/**
 * zoo.json: what is in a pool of reference models, what is known about each, and the digests of its files. The
 * command line reads it to list the built-in checkpoints and the verdict's own accuracy is measured against it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { examGroups, poolNames } from './recipe/settings.js';

const rate = z.strictObject({
  estimate: z.number().min(0).max(1),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
  n: z.number().int().positive().describe('answers'),
  subjects: z.number().int().positive(),
});
export type Rate = z.infer<typeof rate>;

const cleanRates = z.strictObject({ correct: rate, refused: rate, choice: rate });
export type CleanRates = z.infer<typeof cleanRates>;

/** Nats per answer token; ADR 17 says what is done with them. */
const savings = z.strictObject({
  early: z.number().describe('permuted minus true answers before anything was taught, mean over repeats'),
  late: z.number().describe('the same over the second half of the lesson: what the weights still held'),
  repeats: z.array(z.strictObject({ early: z.number(), late: z.number() })),
});
export type Savings = z.infer<typeof savings>;

export const zooEntry = z.strictObject({
  name: z.string(),
  /** Relative to the file. */
  folder: z.string(),
  role: z.enum(['original', 'reference', 'reference-refusing', 'target']),
  truth: z.enum(['knows', 'hides', 'forgot']),
  method: z.string().nullable().describe('id in libs/methods; null for models trained from the frozen tower'),
  from: z.string().nullable().describe('the model it was made from'),
  seed: z.number().int(),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
  metrics: z.strictObject({ forget: cleanRates, retain: cleanRates, prior: z.number() }),
  exam: z
    .strictObject({ group: z.enum(examGroups), matches: z.array(z.string()).readonly().optional(), savings })
    .optional()
    .describe('in the exam pool: what the truth about the checkpoint is decided from'),
});
export type ZooEntry = z.infer<typeof zooEntry>;

export const zooIndex = z.strictObject({
  schema: z.literal('palimpsest.zoo/1'),
  pool: z.enum(poolNames),
  dataset: z.strictObject({ id: z.string(), digest: z.string() }),
  entries: z.array(zooEntry),
});
export type ZooIndex = z.infer<typeof zooIndex>;

export class ZooError extends Error {
  override readonly name = 'ZooError';
  constructor(
    message: string,
    readonly folder: string,
  ) {
    super(message);
  }
}

/** Reads zoo.json of a pool's folder. Throws ZooError when it is missing or not one. */
export async function readZooIndex(folder: string): Promise<ZooIndex> {
  const content = await readFile(join(folder, 'zoo.json'), 'utf8').catch(() => null);
  if (content === null) throw new ZooError(`${folder} has no zoo.json: build it with npm run zoo:build`, folder);
  const parsed = zooIndex.safeParse(JSON.parse(content));
  if (!parsed.success)
    throw new ZooError(`${folder}/zoo.json is not a zoo index: ${z.prettifyError(parsed.error)}`, folder);
  return parsed.data;
}
