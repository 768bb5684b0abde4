/**
 * Which graphs of a folder are meant: published checkpoints hold several, one per way of storing weights, told apart by
 * the ends of their names. A variant is what the folder would be with its graphs alone, under the plain names: its digest
 * is the same wherever it lies.
 */
import { checkpointVariantNames, checkpointVariants, type CheckpointVariant } from '@palimpsest/contracts';

export const graphNames = ['vision_encoder', 'embed_tokens', 'decoder_model_merged'] as const;

/** Relative to the folder. */
export const graphPath = (name: (typeof graphNames)[number], variant: CheckpointVariant): string =>
  `onnx/${name}${checkpointVariants[variant]}.onnx`;

/** Variants whose graphs are all among the paths. */
export const variantsAmong = (paths: readonly string[]): readonly CheckpointVariant[] =>
  checkpointVariantNames.filter((variant) => graphNames.every((name) => paths.includes(graphPath(name, variant))));

/** What a file is called where its variant is alone; null for graphs of another variant and the data beside them. */
export function placeIn(variant: CheckpointVariant, path: string, paths: readonly string[]): string | null {
  for (const name of graphNames) {
    for (const other of checkpointVariantNames) {
      const graph = graphPath(name, other);
      if (path === graph) return other === variant ? graphPath(name, 'fp32') : null;
      const isItsData = path.startsWith(`${graph}_data`) && paths.includes(graph);
      if (isItsData && other !== variant) return null;
    }
  }
  return path;
}
