/** A node case in float64: every float32 of it, declared, stored or cast to, becomes one. */
import { codeOfDataType, type OnnxModel } from '@palimpsest/onnx';
import { fromNumbers, toNumbers, type Tensor } from '@palimpsest/tensor';
import type { NodeCase } from './node-case-file.js';

type GraphProto = NonNullable<OnnxModel['graph']>;
type TensorProto = NonNullable<GraphProto['initializers']>[number];
type ValueInfo = NonNullable<GraphProto['inputs']>[number];
type NodeProto = NonNullable<GraphProto['nodes']>[number];

const [single, double] = [codeOfDataType('float32'), codeOfDataType('float64')];

export function withDoubles(test: NodeCase): NodeCase {
  const { nodes = [], inputs = [], initializers = [] } = test.model.graph ?? {};
  const graph = {
    ...test.model.graph,
    inputs: inputs.map(doubleInput),
    initializers: initializers.map(doubleTensor),
    nodes: nodes.map(doubleNode),
  };
  const fed = Object.entries(test.inputs).map(([name, data]) => [name, doubled(data)] as const);
  return { ...test, model: { ...test.model, graph }, inputs: Object.fromEntries(fed) };
}

function doubleInput(info: ValueInfo): ValueInfo {
  const tensor = info.type?.tensor;
  return tensor?.elementType === single ? { ...info, type: { tensor: { ...tensor, elementType: double } } } : info;
}

function doubleNode(node: NodeProto): NodeProto {
  const attributes = (node.attributes ?? []).map((attribute) => {
    if (attribute.tensor) return { ...attribute, tensor: doubleTensor(attribute.tensor) };
    const isCast = attribute.name === 'to' && attribute.int === BigInt(single);
    return isCast ? { ...attribute, int: BigInt(double) } : attribute;
  });
  return { ...node, attributes };
}

function doubleTensor(proto: TensorProto): TensorProto {
  if (proto.dataType !== single) return proto;
  const { rawData, floatData, ...rest } = proto;
  const stored = floatData ?? new Float32Array(Uint8Array.from(rawData ?? []).buffer);
  return { ...rest, dataType: double, doubleData: Float64Array.from(stored) };
}

function doubled(tensor: Tensor): Tensor {
  return tensor.dtype === 'float32' ? fromNumbers('float64', tensor.dims, toNumbers(tensor)) : tensor;
}
