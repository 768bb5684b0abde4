/**
 * A decoder as older exports merge it: an If with one branch for whole sequences, which has no cache to read, and one
 * for tokens behind a cache; an input says which. Weights stay outside both.
 */
import { decodeModel, exportModel, GraphBuilder, type OnnxModel } from '@palimpsest/onnx';

type GraphProto = NonNullable<OnnxModel['graph']>;
type NodeProto = NonNullable<GraphProto['nodes']>[number];

export function mergedDecoder(graph: GraphProto): GraphProto {
  const { inputs = [], outputs = [], initializers = [] } = graph;
  const names = outputs.map(({ name = '' }) => name);
  const pasts = inputs.flatMap(({ name = '' }) => (name.startsWith('past_key_values.') ? [name] : []));
  const attributes = [
    { name: 'then_branch', type: 5, graph: branch(graph, 'with/', new Map()) },
    { name: 'else_branch', type: 5, graph: branch(graph, 'without/', new Map(pasts.map((name) => [name, 'nothing']))) },
  ];
  return {
    ...graph,
    initializers,
    inputs: [...inputs, ...declared('use_cache_branch')],
    nodes: [{ name: 'merged', opType: 'If', inputs: ['use_cache_branch'], outputs: names, attributes }],
  };
}

/** The decoder under other names. */
function branch(graph: GraphProto, prefix: string, replaced: ReadonlyMap<string, string>): GraphProto {
  const { nodes = [], inputs = [], outputs = [] } = graph;
  const before = replaced.size > 0 ? emptyCache(inputs) : [];
  const made = new Set([...before, ...nodes].flatMap((node) => node.outputs ?? []));
  const renamed = (name: string) =>
    made.has(replaced.get(name) ?? name) ? prefix + (replaced.get(name) ?? name) : name;
  return {
    name: prefix,
    nodes: [...before, ...nodes].map((node) => ({
      ...node,
      inputs: (node.inputs ?? []).map(renamed),
      outputs: (node.outputs ?? []).map(renamed),
    })),
    outputs: outputs.map((output) => ({ ...output, name: renamed(output.name ?? '') })),
  };
}

/** nothing = zeros [batch, heads, 0, width] */
function emptyCache(inputs: NonNullable<GraphProto['inputs']>): readonly NodeProto[] {
  const shape = inputs.find(({ name }) => name === 'past_key_values.0.key')?.type?.tensor?.shape?.dims ?? [];
  const [, heads, , width] = shape.map(({ value }) => Number(value ?? 0));
  const ints = (name: string, ...values: number[]): NodeProto => ({
    ...{ opType: 'Constant', name, outputs: [name] },
    attributes: [{ name: 'value_ints', type: 7, ints: BigInt64Array.from(values, BigInt) }],
  });
  return [
    ...[ints('zero', 0), ints('one', 1), ints('rest', heads ?? 0, 0, width ?? 0)],
    { opType: 'Shape', name: 'all', inputs: ['inputs_embeds'], outputs: ['all'] },
    { opType: 'Slice', name: 'batch', inputs: ['all', 'zero', 'one'], outputs: ['batch'] },
    {
      ...{ opType: 'Concat', name: 'dims', inputs: ['batch', 'rest'], outputs: ['dims'] },
      attributes: [{ name: 'axis', type: 2, int: 0n }],
    },
    { opType: 'ConstantOfShape', name: 'nothing', inputs: ['dims'], outputs: ['nothing'] },
  ];
}

/** bool[1] */
function declared(name: string): NonNullable<GraphProto['inputs']> {
  const g = new GraphBuilder();
  g.output(g.not(g.input(name, 'bool', [1])), 'y');
  return decodeModel(exportModel(g.build())).graph?.inputs ?? [];
}
