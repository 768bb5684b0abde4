/** The weights of a graph as they are stored: numbers of few bits are counted as such, their scales not at all. */
import { isExternal, operatorKey, type Graph, type Node } from '@palimpsest/onnx';
import { elementCount, type DataType } from '@palimpsest/tensor';

export interface StoredWeight {
  readonly name: string;
  readonly type: DataType;
  /** Numbers in it. */
  readonly count: number;
}

/** Where operators take packed bytes, and which inputs only say how to read them. */
const quantized: Readonly<Record<string, { readonly packed: number; readonly beside: readonly number[] }>> = {
  'com.microsoft.MatMulNBits': { packed: 1, beside: [2, 3] },
  'com.microsoft.GatherBlockQuantized': { packed: 0, beside: [2, 3] },
  'com.microsoft.DynamicQuantizeMatMul': { packed: 1, beside: [2, 3] },
  'com.microsoft.MatMulIntegerToFloat': { packed: 1, beside: [2, 3, 4, 5] },
  ...{ MatMulInteger: { packed: 1, beside: [2, 3] }, ConvInteger: { packed: 1, beside: [2, 3] } },
  ...{ QuantizeLinear: { packed: -1, beside: [1, 2] }, DequantizeLinear: { packed: 0, beside: [1, 2] } },
};

export function storedWeights(graph: Graph): readonly StoredWeight[] {
  const beside = new Set<string>();
  const halves = new Set<string>();
  for (const node of graph.nodes) {
    const form = quantized[operatorKey(node.opType, node.domain)];
    if (!form) continue;
    for (const at of form.beside) beside.add(node.inputs[at]?.name ?? '');
    if (holdsHalfBytes(node, form.packed)) halves.add(node.inputs[form.packed]?.name ?? '');
  }
  return graph.constants.flatMap((constant) => {
    const { name, dtype, shape } = constant.value;
    if (beside.has(name) || (!isExternal(constant) && constant.anonymous)) return [];
    const count = elementCount(shape as readonly number[]); // constants are static
    return [halves.has(name) ? { name, type: 'uint4' as const, count: 2 * count } : { name, type: dtype, count }];
  });
}

/** Four bits unless it says otherwise, two in a byte. */
function holdsHalfBytes(node: Node, packed: number): boolean {
  const bits = node.attributes.get('bits');
  const isPacked = node.opType === 'MatMulNBits' || node.opType === 'GatherBlockQuantized';
  return isPacked && node.inputs[packed]?.dtype === 'uint8' && (bits?.kind !== 'int' || bits.value === 4);
}
