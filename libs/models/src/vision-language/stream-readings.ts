/** Decoders that give out something else of their residual stream in the place of the logits. The cache stays. */
import { GraphBuilder, lowerGraph, type Attribute, type Graph, type Node, type Value } from '@palimpsest/onnx';
import { residualStream } from './residual-stream.js';

export interface Stream {
  /** float[batch, sequence, hidden] behind layer 1, 2, … */
  readonly ends: readonly Value[];
  /** The last norm and the head on what the stream holds behind a layer: W_U·norm(h). */
  readonly head: (h: Value) => Value;
}

/** What is given out, [batch, tokens, numbers]; the last token of each prompt comes last. */
export type Reading = (g: GraphBuilder, stream: Stream) => Value;

/** A sum fused with the norm behind it is no value of its own. */
const fusedSums: ReadonlySet<string> = new Set(['SkipLayerNormalization', 'SkipSimplifiedLayerNormalization']);

/** @returns in words why the decoder has no residual stream, where it has none */
export function withReading(decoder: Graph, layers: number, read: Reading): Graph | string {
  const graph = lowerGraph(decoder, ({ opType }) => fusedSums.has(opType));
  const g = new GraphBuilder({ opset: graph.opset });
  const inputs = Object.fromEntries(graph.inputs.map(({ name, dtype, shape }) => [name, g.input(name, dtype, shape)]));
  const outputs = g.inline(graph, inputs, 'whole/'); // `logits` is another value's name now
  const of = (name: string) => outputs[name] as Value; // readInterface found them
  const found = residualStream({
    nodes: g.nodes,
    embeddings: inputs['inputs_embeds'] as Value,
    logits: of('logits'),
    keys: Array.from({ length: layers }, (_, layer) => of(`present.${layer}.key`)),
  });
  if (typeof found === 'string') return found;
  const { ends, head } = found;
  const reading = read(g, { ends, head: (h) => repeated(g, head, ends.at(-1) as Value, h) });
  for (const { name } of graph.outputs) g.output(name === 'logits' ? reading : of(name), name);
  return g.build({ name: graph.name });
}

/** The nodes again, reading `to` where they read `from`; the first output of the last one. */
function repeated(g: GraphBuilder, nodes: readonly Node[], from: Value, to: Value): Value {
  const copies = new Map([[from, to]]);
  let last = to;
  for (const { opType, domain, name, inputs, outputs, attributes } of nodes) {
    const given = inputs.map((input) => input && (copies.get(input) ?? input));
    const kept: Record<string, Attribute> = Object.fromEntries(attributes);
    const made = g.op(opType, given, kept, { domain, name: `${name}/read`, outputs: outputs.length });
    outputs.forEach((output, at) => output && copies.set(output, made[at] as Value));
    last = made[0] as Value; // nodes have outputs
  }
  return last;
}
