/** Floating-point operations of a graph's products and convolutions, two for each multiplication with its addition. */
import { elementCount } from '@palimpsest/tensor';
import type { Graph, Node } from '../graph/graph.js';
import { staticShape, type Value } from '../graph/value.js';

/** What is neither is left out: of a transformer that is a few hundredths. */
export function countFlops({ nodes }: Graph): number {
  return nodes.reduce((sum, node) => sum + flopsOf(node), 0);
}

function flopsOf(node: Node): number {
  const [a, b] = node.inputs;
  const [y] = node.outputs;
  if (!a || !b || !y) return 0;
  const flag = (name: string) => Number(node.attributes.get(name)?.value ?? 0);
  switch (node.opType) {
    case 'MatMul':
      return 2 * size(y) * last(a, 1);
    case 'FusedMatMul':
    case 'Gemm':
      return 2 * size(y) * last(a, flag('transA') === 0 ? 1 : 2);
    case 'Conv':
      return 2 * size(y) * (size(b) / (dims(b)[0] ?? 1));
    case 'ConvTranspose':
      return 2 * size(a) * (size(b) / (dims(b)[0] ?? 1));
    default:
      return 0;
  }
}

const dims = (value: Value): readonly number[] => staticShape(value.shape) ?? [];
const size = (value: Value): number => elementCount(dims(value));
/** The dim that is `fromEnd` before the end. */
const last = (value: Value, fromEnd: number): number => dims(value).at(-fromEnd) ?? 0;
