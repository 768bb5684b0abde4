/**
 * Graph → OnnxModel. Inline constants stay inline unless the caller places them elsewhere; external ones are
 * written as references to a file of the same folder, named by `externalFiles`.
 */
import type { Tensor } from '@palimpsest/tensor';
import { codeOfDataType } from '../format/data-type-code.js';
import type { AttributeProto, GraphProto, NodeProto, OnnxModel, TensorProto, ValueInfoProto } from '../format/model.js';
import { encodeHeader, encodeTensor } from '../format/tensor-proto.js';
import type { Attribute } from '../graph/attribute.js';
import { isExternal } from '../graph/graph.js';
import type { Constant, Graph, Node } from '../graph/graph.js';
import { staticShape } from '../graph/value.js';
import type { Value } from '../graph/value.js';
import { externalLocations } from './external-files.js';

export interface ToModelOptions {
  /** Constants that become graph inputs, to be fed at each run: trained weights. */
  readonly parametersAsInputs?: readonly string[];
  /** Where a constant's bytes stand in a data file beside the model; undefined keeps it as it is. */
  readonly place?: (constant: Constant) => Placement | undefined;
}

export interface Placement {
  /** File name in the model's folder. */
  readonly location: string;
  readonly offset: number;
  readonly length: number;
}

/** Free text about who wrote a file; part of its bytes, so it never changes. */
const producerName = 'palimpsest';

export function toModel(graph: Graph, options: ToModelOptions = {}): OnnxModel {
  const domains = new Set(graph.nodes.map((node) => node.domain));
  const contrib = [...domains].filter((domain) => domain !== '').sort();
  return {
    irVersion: BigInt(irVersionFor(graph.opset)),
    producerName,
    graph: toGraphProto(graph, options),
    opsetImports: [{ domain: '', version: BigInt(graph.opset) }, ...contrib.map((domain) => ({ domain, version: 1n }))],
  };
}

/** The IR version that came with each ai.onnx version (onnx/docs/Versioning.md); runtimes refuse newer ones. */
function irVersionFor(opset: number): number {
  if (opset >= 23) return 11;
  if (opset >= 21) return 10;
  return opset >= 19 ? 9 : 8;
}

function toGraphProto(graph: Graph, options: ToModelOptions): GraphProto {
  const fed = new Set(options.parametersAsInputs ?? []);
  const locations = externalLocations(graph);
  const isFed = (constant: Constant) => fed.has(constant.value.name);
  const place = (constant: Constant): Placement | undefined => {
    const placed = options.place?.(constant);
    if (placed || !isExternal(constant)) return placed;
    const { file, offset, length } = constant.external;
    return { location: locations.get(file) ?? file, offset, length };
  };
  return {
    nodes: graph.nodes.map(toNodeProto),
    name: graph.name,
    initializers: graph.constants.filter((c) => !isFed(c)).map((c) => toInitializer(c, place(c))),
    inputs: [...graph.inputs, ...graph.constants.filter(isFed).map((c) => c.value)].map(toValueInfo),
    outputs: graph.outputs.map(toValueInfo),
  };
}

function toInitializer(constant: Constant, placement: Placement | undefined): TensorProto {
  const { name, dtype, shape } = constant.value;
  if (!placement && !isExternal(constant)) return encodeTensor(name, constant.data);
  const entries = Object.entries(placement ?? {});
  return {
    ...encodeHeader(name, dtype, staticShape(shape) ?? []),
    externalData: entries.map(([key, value]) => ({ key, value: String(value) })),
    dataLocation: 1,
  };
}

function toValueInfo(value: Value): ValueInfoProto {
  const dims = value.shape.map((dim) => (typeof dim === 'number' ? { value: BigInt(dim) } : { parameter: dim }));
  return { name: value.name, type: { tensor: { elementType: codeOfDataType(value.dtype), shape: { dims } } } };
}

function toNodeProto(node: Node): NodeProto {
  return {
    inputs: trimmed(node.inputs),
    outputs: trimmed(node.outputs),
    name: node.name,
    opType: node.opType,
    attributes: [...node.attributes].map(([name, attribute]) => toAttributeProto(name, attribute)),
    ...(node.domain === '' ? {} : { domain: node.domain }),
    ...(node.forwardNode ? { metadata: [{ key: 'palimpsest.forward', value: node.forwardNode }] } : {}),
  };
}

/** '' for what is left out, except at the end. */
function trimmed(values: readonly (Value | null)[]): readonly string[] {
  const last = values.findLastIndex((value) => value !== null);
  return values.slice(0, last + 1).map((value) => value?.name ?? '');
}

function toAttributeProto(name: string, attribute: Attribute): AttributeProto {
  const text = new TextEncoder();
  switch (attribute.kind) {
    case 'float':
      return { name, type: 1, float: attribute.value };
    case 'int':
      return { name, type: 2, int: BigInt(attribute.value) };
    case 'string':
      return { name, type: 3, string: text.encode(attribute.value) };
    case 'tensor':
      return { name, type: 4, tensor: encodeTensor('', attribute.value satisfies Tensor) };
    case 'graph':
      return { name, type: 5, graph: toGraphProto(attribute.value, {}) };
    case 'floats':
      return { name, type: 6, floats: Float32Array.from(attribute.value) };
    case 'ints':
      return { name, type: 7, ints: BigInt64Array.from(attribute.value, BigInt) };
    case 'strings':
      return { name, type: 8, strings: attribute.value.map((value) => text.encode(value)) };
  }
}
