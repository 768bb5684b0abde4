/**
 * Everything about a checkpoint that can be known without running it: its files and digest, its configuration,
 * its graphs. Whatever is wrong with it is found here, before anything is loaded or stored.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckpointVariant } from '@palimpsest/contracts';
import { findNonFiniteWeights, importGraph, isExternal, type Graph } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';
import { ModelError } from '../model-error.js';
import { readConfiguration, type CheckpointConfiguration } from './configuration.js';
import { readManifest, type Manifest } from './manifest.js';
import { graphPath, type graphNames } from './variant.js';

export const parts = ['visionEncoder', 'embedTokens', 'decoder'] as const;
export type Part = (typeof parts)[number];

const fileNames: Readonly<Record<Part, (typeof graphNames)[number]>> = {
  visionEncoder: 'vision_encoder',
  embedTokens: 'embed_tokens',
  decoder: 'decoder_model_merged',
};

/** Merged decoders hold two: graphs are the one that reads whole sequences, sessions take the file with both. */
const withoutCache = { use_cache_branch: tensor('bool', [1], Uint8Array.of(0)) };

export interface PartGraph {
  readonly file: string;
  /** As the file has it; symbolic dims kept. */
  readonly graph: Graph;
}

export interface InspectedCheckpoint {
  readonly folder: string;
  readonly variant: CheckpointVariant;
  readonly manifest: Manifest;
  readonly configuration: CheckpointConfiguration;
  readonly graphs: Readonly<Record<Part, PartGraph>>;
}

/**
 * @throws ModelError for missing or inconsistent files, naming the variants that are there, and for weights that are
 * not finite
 * @throws OnnxFormatError for .onnx files that must not be trusted
 * @throws GraphError naming operators nobody knows
 */
export async function inspectCheckpoint(
  folder: string,
  variant: CheckpointVariant = 'fp32',
): Promise<InspectedCheckpoint> {
  const manifest = await readManifest(folder, variant);
  const configuration = await readConfiguration(folder);
  const read = (part: Part) => readPart(folder, part, variant, manifest);
  const graphs = Object.fromEntries(parts.map((part) => [part, read(part)])) as Record<Part, PartGraph>;
  for (const part of parts) await refuseNonFinite(graphs[part]);
  return { folder, variant, manifest, configuration, graphs };
}

function readPart(folder: string, part: Part, variant: CheckpointVariant, manifest: Manifest): PartGraph {
  const path = graphPath(fileNames[part], variant);
  const file = join(folder, path);
  if (!existsSync(file)) throw new ModelError(`${path} is missing; ${remedy(manifest)}`, file);
  const graph = importGraph(file, { fixed: withoutCache });
  refuseForeignData(graph, path, manifest);
  return { file, graph };
}

const remedy = ({ variants }: Manifest): string =>
  variants.length > 0
    ? `the checkpoint holds ${variants.join(', ')}: choose one with --dtype`
    : 'export the checkpoint in the Hugging Face ONNX layout';

/** The digest covers the files of the variant only. */
function refuseForeignData({ constants }: Graph, path: string, { locations }: Manifest): void {
  const own = new Set(locations.values());
  const foreign = constants.find((constant) => isExternal(constant) && !own.has(constant.external.file));
  if (!foreign || !isExternal(foreign)) return;
  const { file } = foreign.external;
  throw new ModelError(`${path} keeps ${foreign.value.name} in ${file}, which is another variant's; copy it`, file);
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
