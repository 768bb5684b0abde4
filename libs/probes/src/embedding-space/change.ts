/** What is looked for among the decoder's embeddings: one matrix for all people. */
import { withinRadius } from '@palimpsest/audit';
import type { EmbeddingChange } from '@palimpsest/models';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';

export interface SoughtChange {
  /** [tokens, hidden] */
  readonly dims: readonly [number, number];
  /** Back to where it may be; called after every step. */
  project(values: Float32Array): Float32Array;
  asChange(values: Float32Array): EmbeddingChange;
  /** What the decoder reads in a graph. @param features float[S, image tokens, hidden] */
  inGraph(g: GraphBuilder, features: Value, change: Value): { readonly features: Value; readonly prefix?: Value };
}

/** Tokens between picture and question, anywhere in the space of embeddings. */
export const softPrefix = (tokens: number, hidden: number): SoughtChange => ({
  dims: [tokens, hidden],
  project: (values) => values,
  asChange: (values) => ({ prefix: tensor('float32', [tokens, hidden], values) }),
  inGraph: (_, features, prefix) => ({ features, prefix }),
});

/** Added to each image token, in lengths of that token and no longer than `radius` (L2). */
export const boundedShift = (tokens: number, hidden: number, radius: number): SoughtChange => {
  const within = (values: Float32Array) => withinRadius(tensor('float32', [tokens, hidden], values), radius);
  return {
    dims: [tokens, hidden],
    project: (values) => within(values).data,
    asChange: (values) => ({ imageShift: within(values) }),
    inGraph: (g, features, shift) => {
      const lengths = g.sqrt(g.reduceSum(g.mul(features, features), [2], true));
      return { features: g.add(features, g.mul(lengths, shift)) };
    },
  };
};
