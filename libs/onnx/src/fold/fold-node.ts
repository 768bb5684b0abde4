/**
 * What is known of a node's results before run time. Two ways: small integer lists whose items may be symbols
 * (shapes, elements.ts) and whole tensors of known data (tensor-rules.ts). Results stay small, so that masks and
 * tables are computed by the runtime and not stored.
 */
import { elementCount, fromNumbers, TensorError, toNumbers } from '@palimpsest/tensor';
import type { DataType, Tensor } from '@palimpsest/tensor';
import type { NodeToInfer } from '../builder/infer.js';
import { staticShape } from '../graph/value.js';
import type { Dim, Value } from '../graph/value.js';
import { constantTensor } from '../shape/constant-node.js';
import { isOp } from '../shape/roster.js';
import type { Op } from '../shape/operator.js';
import type { TypedShape } from '../shape/shape-rule.js';
import { operatorKey } from '../shape/operator.js';
import { elementRules } from './elements.js';
import type { Grid } from './grid.js';
import { tensorRules } from './tensor-rules.js';

export type Folded =
  | { readonly kind: 'tensors'; readonly tensors: readonly Tensor[] }
  /** The node stays, but its result's items are known in terms of symbols. */
  | { readonly kind: 'elements'; readonly elements: readonly Dim[] };

export interface FoldKnowledge {
  elementsOf(value: Value): readonly Dim[] | undefined;
  /** Data that may be folded: not a parameter's. */
  dataOf(value: Value): Tensor | undefined;
}

const largestInput = 4096;
const largestResult = 1024;
const foldedTypes: ReadonlySet<DataType> = new Set<DataType>(['float32', 'float64', 'int32', 'int64', 'bool']);

export function foldNode(node: NodeToInfer, types: readonly TypedShape[], known: FoldKnowledge): Folded | undefined {
  if (node.outputCount !== 1) return undefined;
  const key = operatorKey(node.opType, node.domain);
  const [type] = types;
  if (!type || !isOp(key)) return undefined;
  if (key === 'Constant') {
    const data = constantTensor((name) => node.attributes.get(name));
    return data && { kind: 'tensors', tensors: [data] };
  }
  return foldElements(key, node, type, known) ?? foldTensors(key, node, type, known);
}

function foldElements(key: Op, node: NodeToInfer, type: TypedShape, known: FoldKnowledge): Folded | undefined {
  const rule = elementRules[key];
  if (!rule || (type.dtype !== 'int64' && type.dtype !== 'int32') || type.shape.length > 1) return undefined;
  const inputs = node.inputs.map((input) => (input ? known.elementsOf(input) : undefined));
  const elements = rule({ inputs, values: node.inputs, attributes: node.attributes });
  if (!elements) return undefined;
  const exact = elements.every((dim) => typeof dim === 'number' && Math.abs(dim) < Number.MAX_SAFE_INTEGER);
  if (!exact || (type.shape.length === 1 && type.shape[0] !== elements.length)) return { kind: 'elements', elements };
  return asTensor(type.dtype, { dims: type.shape.length === 0 ? [] : [elements.length], values: elements.map(Number) });
}

function foldTensors(key: Op, node: NodeToInfer, type: TypedShape, known: FoldKnowledge): Folded | undefined {
  const rule = tensorRules[key];
  const dims = staticShape(type.shape);
  if (!rule || !foldedTypes.has(type.dtype) || (dims && elementCount(dims) > largestResult)) return undefined;
  const inputs: (Grid | null)[] = [];
  for (const input of node.inputs) {
    const data = input ? known.dataOf(input) : undefined;
    if (input && (!data || !foldedTypes.has(data.dtype) || elementCount(data.dims) > largestInput)) return undefined;
    const grid = data ? toGrid(data) : null;
    if (data && !grid) return undefined;
    inputs.push(grid);
  }
  const result = rule({ inputs, dims, attributes: node.attributes, integer: !type.dtype.startsWith('float') });
  return result && result.values.length <= largestResult ? asTensor(type.dtype, result) : undefined;
}

function toGrid(data: Tensor): Grid | null {
  try {
    return { dims: data.dims, values: toNumbers(data) };
  } catch (error) {
    if (error instanceof TensorError) return null; // integers beyond 2^53 are left to the runtime
    throw error;
  }
}

function asTensor(dtype: DataType, { dims, values }: Grid): Folded | undefined {
  if (!dtype.startsWith('float') && !values.every(Number.isSafeInteger)) return undefined;
  return { kind: 'tensors', tensors: [fromNumbers(dtype, dims, values)] };
}
