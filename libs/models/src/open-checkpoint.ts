/** From a folder to a model that answers. */
import { basename } from 'node:path';
import type { CheckpointVariant } from '@palimpsest/contracts';
import { widenGraph, type Graph } from '@palimpsest/onnx';
import { inspectCheckpoint, parts, type Part } from './checkpoint/inspect.js';
import { families } from './family.js';
import { imagePlace } from './vision-language/encode-text.js';
import { readInterface } from './vision-language/interface.js';
import { CheckpointModel } from './vision-language/checkpoint-model.js';
import type { VisionLanguageModel } from './port.js';
import { openImageProcessor } from './processing/image-processor.js';
import { openTokenizer } from './processing/tokenizer.js';

export interface OpenOptions {
  /** Name shown in findings; the folder's own unless given. */
  readonly name?: string;
  /** Threads per session; 1 unless given. */
  readonly threads?: number;
  /** Which of the folder's graphs; those without an end to their names unless given. */
  readonly variant?: CheckpointVariant;
}

/**
 * @throws ModelError for whatever `inspectCheckpoint` refuses and for graphs without the inputs and outputs of
 * the Hugging Face layout
 */
export async function openCheckpoint(folder: string, options: OpenOptions = {}): Promise<VisionLanguageModel> {
  const inspected = await inspectCheckpoint(folder, options.variant);
  const { family, imageId, endIds, image, tokenizer, tokenizerConfiguration } = inspected.configuration;
  const chat = openTokenizer(tokenizer, tokenizerConfiguration, imageId, folder);
  const processor = await openImageProcessor(image, folder);
  const perPart = <T>(of: (part: Part) => T) =>
    Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, T>;
  return new CheckpointModel({
    identity: { name: options.name ?? basename(folder), digest: inspected.manifest.digest, family },
    folder,
    graphs: perPart((part): Graph => widenGraph(inspected.graphs[part].graph)),
    files: inspected.graphs,
    processor,
    tokenizer: chat,
    imageId,
    imagePlace: imagePlace(chat.prompt('', true), imageId, folder),
    family: families[family],
    endIds,
    sizes: readInterface(inspected.graphs, processor.grid, families[family].positions),
    threads: options.threads ?? 1,
  });
}
