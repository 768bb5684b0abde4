/**
 * The same graph computed in float32: float16 weights stay as they are stored and are cast where they are used, and
 * every value that was float16 is float32. No gradient can underflow that would not in a float32 export, so nobody
 * has to scale a loss (docs/adr/0015).
 */
import { halfToSingle, tensor, type Tensor } from '@palimpsest/tensor';
import { codeOfDataType } from '../format/data-type-code.js';
import type { Attribute } from '../graph/attribute.js';
import { isExternal, type Constant, type Graph, type Node } from '../graph/graph.js';
import type { Value } from '../graph/value.js';

/** An equal graph without float16 arithmetic, inputs and outputs included; the graph itself when it has none. */
export function widenGraph(graph: Graph): Graph {
  const widened = new Map<Value, Value>();
  const wide = (value: Value, name = value.name): Value => {
    if (value.dtype !== 'float16') return value;
    const known = widened.get(value) ?? { ...value, name, dtype: 'float32' };
    widened.set(value, known);
    return known;
  };
  const constants = graph.constants.map((constant) => widenConstant(constant, wide));
  const all = (values: readonly (Value | null)[]) => values.map((value) => value && wide(value));
  const nodes = graph.nodes.map((node): Node => ({
    ...node,
    inputs: all(node.inputs),
    outputs: all(node.outputs),
    attributes: new Map([...node.attributes].map(([name, attribute]) => [name, widenAttribute(name, attribute)])),
  }));
  const inputs = graph.inputs.map((value) => wide(value));
  const outputs = graph.outputs.map((value) => wide(value));
  if (widened.size === 0) return graph;
  const casts = constants.flatMap(({ cast }) => cast ?? []);
  return { ...graph, inputs, outputs, constants: constants.map(({ kept }) => kept), nodes: [...casts, ...nodes] };
}

interface Widened {
  readonly kept: Constant;
  readonly cast?: Node;
}

/** Scalars that may be folded become float32 themselves, so that they still are; weights are cast. */
function widenConstant(constant: Constant, wide: (value: Value, name?: string) => Value): Widened {
  const { value } = constant;
  if (value.dtype !== 'float16') return { kept: constant };
  if (!isExternal(constant) && constant.anonymous) {
    return { kept: { ...constant, value: wide(value), data: single(constant.data) } };
  }
  const name = `${value.name}/float32`;
  const attributes = new Map([['to', { kind: 'int', value: codeOfDataType('float32') }]] as const);
  const outputs = [wide(value, name)];
  return { kept: constant, cast: { ...{ name, opType: 'Cast', domain: '' }, inputs: [value], outputs, attributes } };
}

const single = (data: Tensor): Tensor => tensor('float32', data.dims, halfToSingle((data as Tensor<'float16'>).data));

/** Attributes that name a type, by the schemas of ai.onnx. */
const typeNames: ReadonlySet<string> = new Set(['to', 'dtype', 'output_dtype', 'softmax_precision']);

function widenAttribute(name: string, attribute: Attribute): Attribute {
  if (attribute.kind === 'tensor' && attribute.value.dtype === 'float16') {
    return { kind: 'tensor', value: single(attribute.value) };
  }
  const isHalf = attribute.kind === 'int' && attribute.value === codeOfDataType('float16');
  return isHalf && typeNames.has(name) ? { kind: 'int', value: codeOfDataType('float32') } : attribute;
}
