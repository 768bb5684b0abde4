/**
 * The files of the Hugging Face ONNX layout, by name. Nothing else of a repository is ever fetched: no pickles, no
 * code, and no name that could lead out of a folder.
 */

import { checkpointVariantNames, checkpointVariants, type CheckpointVariant } from '@palimpsest/contracts';

const needed = ['config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'];
const useful = ['generation_config.json', 'processor_config.json', 'special_tokens_map.json'];
const parts = ['vision_encoder', 'embed_tokens', 'decoder_model_merged'];
const families = [/^tokenizer[\w.-]*\.json$/, /^chat_template[\w.-]*\.(json|jinja)$/];

/**
 * Where a file of the repository lies in the checkpoint; null for what is not wanted. A graph loses the name of its
 * variant, which is how it is opened; its data keeps it, which is how the graph finds it.
 */
export function placeInCheckpoint(path: string, variant: CheckpointVariant): string | null {
  if (needed.includes(path) || useful.includes(path) || families.some((family) => family.test(path))) return path;
  for (const part of parts) {
    const graph = `onnx/${part}${checkpointVariants[variant]}.onnx`;
    if (path === graph) return `onnx/${part}.onnx`;
    if (path.startsWith(`${graph}_data`) && /^(_\d{1,4})?$/.test(path.slice(graph.length + '_data'.length)))
      return path;
  }
  return null;
}

/** What a repository would have to have, and has not. */
export function lacking(paths: readonly string[], variant: CheckpointVariant): readonly string[] {
  const wanted = [...needed, ...parts.map((part) => `onnx/${part}${checkpointVariants[variant]}.onnx`)];
  return wanted.filter((path) => !paths.includes(path));
}

/** Variants whose graphs are all there. */
export const variantsIn = (paths: readonly string[]): readonly CheckpointVariant[] =>
  checkpointVariantNames.filter((variant) =>
    parts.every((part) => paths.includes(`onnx/${part}${checkpointVariants[variant]}.onnx`)),
  );

/** As much as `libs/models` reads of a JSON file; graphs keep their weights beside them above two gigabytes. */
export const mostBytes = (path: string): number =>
  path.endsWith('.onnx') ? 2 * 1024 ** 3 : path.startsWith('onnx/') ? Number.MAX_SAFE_INTEGER : 256 * 1024 ** 2;
