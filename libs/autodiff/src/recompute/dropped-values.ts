/** Which forward values the backward pass computes again instead of keeping them. */
import { bytesOf, type Node, type Value } from '@palimpsest/onnx';
import { cutsOf, pathPoints } from './live-path.js';

/**
 * `attention`: softmax of a product and that product, which grow with the square of the sequence, as FlashAttention does
 * (arXiv:2205.14135). `layers`: everything between the points where least is alive (Chen et al., arXiv:1604.06174).
 */
export type Recompute = 'attention' | 'layers';

/** Values that are computed again, each with the part of the path it belongs to: parts are computed again on their own. */
export type DroppedValues = ReadonlyMap<Value, number>;

/** @param path nodes from the targets to the seeds, in order */
export function droppedValues(path: readonly Node[], seeds: readonly Value[], what: Recompute): DroppedValues {
  return what === 'layers' ? betweenCuts(path, seeds) : attentionWeights(path);
}

/** The last part is kept: it is needed at once. */
function betweenCuts(path: readonly Node[], seeds: readonly Value[]): DroppedValues {
  const points = pathPoints(path, seeds);
  const cuts = cutsOf(points);
  const kept = new Set(cuts.flatMap((at) => [...(points[at]?.live ?? [])]));
  const dropped = new Map<Value, number>();
  let part = 0;
  path.slice(0, (cuts.at(-1) ?? -1) + 1).forEach(({ outputs }, at) => {
    for (const output of outputs) if (output && !kept.has(output)) dropped.set(output, part);
    if (cuts[part] === at) part++;
  });
  return dropped;
}

const products = new Set(['MatMul', 'FusedMatMul']);

function attentionWeights(path: readonly Node[]): DroppedValues {
  const producers = new Map(path.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const dropped = new Map<Value, number>();
  path.forEach((node, part) => {
    if (node.opType !== 'Softmax') return;
    const chain = backToProduct(node, producers);
    for (const value of chain ?? []) dropped.set(value, part);
  });
  return dropped;
}

/** Softmax's output, what it is made of and the product, all of one size; null when it is no softmax of a larger product. */
function backToProduct(softmax: Node, producers: ReadonlyMap<Value | null, Node>): readonly Value[] | null {
  const chain: Value[] = [];
  for (let node: Node | undefined = softmax; node;) {
    const [value] = node.outputs;
    if (!value) return null;
    chain.push(value);
    const inputs: readonly Value[] = node.inputs.filter((input) => input !== null);
    if (products.has(node.opType)) {
      return inputs.reduce((sum, input) => sum + bytesOf(input), 0) < bytesOf(value) ? chain : null;
    }
    const size = bytesOf(value);
    node = inputs.map((input) => (bytesOf(input) === size ? producers.get(input) : undefined)).find(Boolean);
  }
  return null;
}
