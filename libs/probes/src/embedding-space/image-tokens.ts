/** How a model writes a picture into the space of its embeddings. */
import type { ModelGraphs, VisionLanguageModel } from '@palimpsest/models';
import { GraphBuilder } from '@palimpsest/onnx';

/** Image tokens and their width, read off the graph without running it. */
export function imageTokens({
  graphs,
  pixelGrid,
}: {
  readonly graphs: Pick<ModelGraphs, 'imageFeatures'>;
  readonly pixelGrid: VisionLanguageModel['pixelGrid'];
}): { readonly tokens: number; readonly hidden: number } {
  const g = new GraphBuilder();
  const pixels = g.input('images', 'float32', [1, 3, pixelGrid.height, pixelGrid.width]);
  const [, tokens, hidden] = graphs.imageFeatures(g, pixels).shape as readonly [number, number, number];
  return { tokens, hidden };
}
