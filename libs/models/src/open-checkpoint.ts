/** From a folder to a model that answers. */
import { basename } from 'node:path';
import type { Graph } from '@palimpsest/onnx';
import { inspectCheckpoint, parts, type InspectedCheckpoint, type Part } from './checkpoint/inspect.js';
import { imagePlace } from './llava/encode-text.js';
import { LlavaModel } from './llava/llava-model.js';
import { ModelError } from './model-error.js';
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
  checkInterfaces(inspected);
  const { model, image, tokenizer, tokenizerConfiguration } = inspected.configuration;
  const chat = openTokenizer(tokenizer, tokenizerConfiguration, folder);
  const { text_config: text } = model;
  const perPart = <T>(of: (part: Part) => T) =>
    Object.fromEntries(parts.map((part) => [part, of(part)])) as Record<Part, T>;
  return new LlavaModel({
    identity: { name: options.name ?? basename(folder), digest: inspected.manifest.digest, family: 'llava' },
    folder,
    graphs: perPart((part): Graph => inspected.graphs[part].graph),
    files: perPart((part) => inspected.graphs[part].file),
    processor: await openImageProcessor(image, folder),
    tokenizer: chat,
    imageId: model.image_token_index,
    imagePlace: imagePlace(chat.prompt('', true), model.image_token_index, folder),
    endIds: [model.eos_token_id ?? []].flat(),
    sizes: {
      layers: text.num_hidden_layers,
      keyValueHeads: text.num_key_value_heads,
      headWidth: text.head_dim ?? text.hidden_size / text.num_attention_heads,
    },
    threads: options.threads ?? 1,
  });
}

const interfaces: Readonly<Record<Part, { readonly inputs: readonly string[]; readonly outputs: readonly string[] }>> =
  {
    visionEncoder: { inputs: ['pixel_values'], outputs: ['image_features'] },
    embedTokens: { inputs: ['input_ids'], outputs: ['inputs_embeds'] },
    decoder: { inputs: ['inputs_embeds', 'attention_mask'], outputs: ['logits'] },
  };

function checkInterfaces({ graphs }: InspectedCheckpoint): void {
  for (const part of parts) {
    const { graph, file } = graphs[part];
    const lacks = (have: readonly { readonly name: string }[], want: readonly string[]) =>
      want.filter((name) => !have.some((value) => value.name === name));
    const missing = [
      ...lacks(graph.inputs, interfaces[part].inputs),
      ...lacks(graph.outputs, interfaces[part].outputs),
    ];
    if (missing.length > 0)
      throw new ModelError(`${file} has no ${missing.join(', ')}; export it in the Hugging Face layout`, file);
  }
}
