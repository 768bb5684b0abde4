/**
 * Everything about a checkpoint that can be known without running it: its files and digest, its configuration,
 * its graphs. Whatever is wrong with it is found here, before anything is loaded or stored.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findNonFiniteWeights, importGraph, type Graph } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';
import { ModelError } from '../model-error.js';
import { readConfiguration, type CheckpointConfiguration } from './configuration.js';
import { readManifest, type Manifest } from './manifest.js';

export const parts = ['visionEncoder', 'embedTokens', 'decoder'] as const;
export type Part = (typeof parts)[number];

const fileNames: Readonly<Record<Part, string>> = {
  visionEncoder: 'vision_encoder',
  embedTokens: 'embed_tokens',
  decoder: 'decoder_model_merged',
};

/** Merged decoders hold two: graphs are the one that reads whole sequences, sessions take the file with both. */
const withoutCache = { use_cache_branch: tensor('bool', [1], Uint8Array.of(0)) };

export interface PartGraph {
  readonly file: string;
  /** Symbolic dims kept. */
  readonly graph: Graph;
}

export interface InspectedCheckpoint {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly configuration: CheckpointConfiguration;
  readonly graphs: Readonly<Record<Part, PartGraph>>;
}

/**
 * @throws ModelError for missing or inconsistent files and for weights that are not finite
 * @throws OnnxFormatError for .onnx files that must not be trusted
 * @throws GraphError naming operators nobody knows
 */
export async function inspectCheckpoint(folder: string): Promise<InspectedCheckpoint> {
  const manifest = await readManifest(folder);
  const configuration = await readConfiguration(folder);
  const graphs = Object.fromEntries(parts.map((part) => [part, readPart(folder, part)])) as Record<Part, PartGraph>;
  for (const part of parts) await refuseNonFinite(graphs[part]);
  return { folder, manifest, configuration, graphs };
}

function readPart(folder: string, part: Part): PartGraph {
  const file = join(folder, 'onnx', `${fileNames[part]}.onnx`);
  if (!existsSync(file)) {
    throw new ModelError(
      `onnx/${fileNames[part]}.onnx is missing; export the checkpoint in the Hugging Face ONNX layout`,
      file,
    );
  }
  return { file, graph: importGraph(file, { fixed: withoutCache }) };
}

async function refuseNonFinite({ file }: PartGraph): Promise<void> {
  const names = await findNonFiniteWeights(file);
  if (names.length === 0) return;
  const shown = names.slice(0, 5).join(', ');
  throw new ModelError(
    `${names.length} weights hold NaN or infinity (${shown}${names.length > 5 ? ', …' : ''}); the checkpoint is broken, export it again`,
    file,
  );
}
