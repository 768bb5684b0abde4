/** From a folder to a model that answers. */
import { basename } from 'node:path';
import type { Graph } from '@palimpsest/onnx';
import { inspectCheckpoint, parts, type Part } from './checkpoint/inspect.js';
import { imagePlace } from './llava/encode-text.js';
import { readInterface } from './llava/interface.js';
import { LlavaModel } from './llava/llava-model.js';
import type { VisionLanguageModel } from './port.js';
import { openImageProcessor } from './processing/image-processor.js';
import { openTokenizer } from './processing/tokenizer.js';

export interface OpenOptions {
  /** Name shown in findings; the folder's own unless given. */
  readonly name?: string;
  /** Threads per session; 1 unless given. */
  readonly threads?: number;
}

/**
 * @throws ModelError for whatever `inspectCheckpoint` refuses and for graphs without the inputs and outputs of
 * the Hugging Face layout
 */
export async function openCheckpoint(folder: string, options: OpenOptions = {}): Promise<VisionLanguageModel> {
  const inspected = await inspectCheckpoint(folder);
  const { model, endIds, image, tokenizer, tokenizerConfiguration } = inspected.configuration;
  const chat = openTokenizer(tokenizer, tokenizerConfiguration, model.image_token_index, folder);
  const processor = await openImageProcessor(image, folder);
  const perPart = <T>(of: (part: Part) => T) =>
    Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, T>;
  return new LlavaModel({
    identity: { name: options.name ?? basename(folder), digest: inspected.manifest.digest, family: 'llava' },
    folder,
    graphs: perPart((part): Graph => inspected.graphs[part].graph),
    files: perPart((part) => inspected.graphs[part].file),
    processor,
    tokenizer: chat,
    imageId: model.image_token_index,
    imagePlace: imagePlace(chat.prompt('', true), model.image_token_index, folder),
    endIds,
    sizes: readInterface(inspected.graphs, processor.grid),
    threads: options.threads ?? 1,
  });
}
