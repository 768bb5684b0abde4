/**
 * Writes a model as a checkpoint folder of the Hugging Face ONNX layout: three graphs with their weights beside
 * them, configuration, tokenizer, model card. The folder appears whole or not at all.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { writeModelFiles } from '@palimpsest/onnx';
import type { ReferenceConfiguration } from '../architecture/configuration.js';
import { decoderGraph, embedTokensGraph, visionEncoderGraph } from '../architecture/exported-graphs.js';
import type { Weights } from '../architecture/parameters.js';
import { configurationFiles } from './configuration-files.js';
import type { WordTokenizer } from './word-tokenizer.js';

export interface WrittenFile {
  /** Relative to the checkpoint, with slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Replaces what is in `folder`. */
export async function writeCheckpoint(
  folder: string,
  model: {
    readonly configuration: ReferenceConfiguration;
    readonly weights: Weights;
    readonly tokenizer: WordTokenizer;
  },
): Promise<void> {
  const { configuration, weights, tokenizer } = model;
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(join(part, 'onnx'), { recursive: true });
  const graphs = {
    vision_encoder: visionEncoderGraph(configuration, weights),
    embed_tokens: embedTokensGraph(weights),
    decoder_model_merged: decoderGraph(configuration, weights),
  };
  for (const [name, graph] of Object.entries(graphs)) writeModelFiles(graph.build({ name }), join(part, 'onnx'), name);
  for (const [name, content] of Object.entries(configurationFiles(configuration, tokenizer))) {
    await writeFile(join(part, name), `${JSON.stringify(content, null, 2)}\n`);
  }
  await rm(folder, { recursive: true, force: true });
  await rename(part, folder);
}

/** Every file of a checkpoint with its digest, in order of path. */
export async function listCheckpointFiles(folder: string): Promise<readonly WrittenFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      posix.join(
        ...join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .split(/[\\/]/),
      ),
    );
  return Promise.all(
    paths.sort().map(async (path) => {
      const content = await readFile(join(folder, path));
      return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    }),
  );
}
