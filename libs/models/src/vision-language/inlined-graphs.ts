/**
 * A checkpoint as inlined graphs: normalised pixels through the vision
 * encoder, its features in the place of the image mark, the decoder over the whole sequence without a cache,
 * log-probabilities of the labels behind the image.
 */
import { fromNumbers, tensor, type Tensor } from '@palimpsest/tensor';
import { sliceEarly, type Graph, type GraphBuilder, type Value } from '@palimpsest/onnx';
import { ModelError } from '../model-error.js';
import type { AnswerScores, ModelParameter } from '../port.js';
import type { Positions } from '../positions.js';
import type { ImageProcessor } from '../processing/image-processor.js';
import type { Part } from '../checkpoint/inspect.js';

/** Prefixes of the three parts inside graphs that inline them. */
export const prefixes: Readonly<Record<Part, string>> = {
  visionEncoder: 'vision_encoder/',
  embedTokens: 'embed_tokens/',
  decoder: 'decoder/',
};

export interface DecoderSizes {
  readonly layers: number;
  readonly keyValueHeads: number;
  readonly headWidth: number;
}

export function inlineImageFeatures(g: GraphBuilder, graph: Graph, pixels: Value, processor: ImageProcessor): Value {
  const perChannel = (values: readonly number[]) => g.constant(null, fromNumbers(pixels.dtype, [1, 3, 1, 1], values));
  const normalised = g.add(g.mul(pixels, perChannel(processor.scale)), perChannel(processor.shift));
  const outputs = inlinePart(g, graph, { pixel_values: normalised }, prefixes.visionEncoder);
  return outputs['image_features'] as Value; // the loader checked that it is there
}

export interface TextLayout {
  readonly sequences: number;
  readonly length: number;
  /** Of the image mark in every sequence. */
  readonly imagePlace: number;
  readonly positions: Positions;
}

export function inlineAnswerScores(
  g: GraphBuilder,
  graphs: Readonly<Record<'embedTokens' | 'decoder', Graph>>,
  sizes: DecoderSizes,
  features: Value,
  text: TextLayout,
): AnswerScores {
  const { sequences, length, imagePlace: place, positions } = text;
  const labelled = length - 1 - place;
  const ids = g.input('input_ids', 'int64', [sequences, length]);
  const labels = g.input('labels', 'int64', [sequences, labelled]);
  const mask = g.input('label_mask', g.floatType, [sequences, labelled]);
  const words = inlinePart(g, graphs.embedTokens, { input_ids: ids }, prefixes.embedTokens)['inputs_embeds'] as Value;
  const before = place > 0 ? [g.slice(words, 1, 0, place)] : [];
  const embeddings = g.concat([...before, features, g.slice(words, 1, place + 1, length)], 1);
  const image = { place, tokens: features.shape[1] as number };
  const bindings = decoderBindings(g, sizes, embeddings, (index) => positions.at(index, image));
  const all = inlinePart(g, graphs.decoder, bindings, prefixes.decoder)['logits'] as Value;
  const total = embeddings.shape[1] as number;
  const logits = sliceEarly(g, all, 1, total - labelled - 1, total - 1); // a token is predicted by the one before it
  const picked = g.op1('GatherElements', [g.logSoftmax(logits), g.unsqueeze(labels, [2])], { axis: 2 });
  const tokens = g.mul(g.squeeze(picked, [2]), mask);
  return { tokens, mask, logits, inputs: ['input_ids', 'labels', 'label_mask'] };
}

/** Padding stands on the right, where causal attention never looks, so nothing needs to be masked. */
function decoderBindings(
  g: GraphBuilder,
  sizes: DecoderSizes,
  embeddings: Value,
  positionsAt: (index: number) => readonly number[],
): Record<string, Value> {
  const [sequences, total] = embeddings.shape as readonly number[] as readonly [number, number];
  const int64 = (dims: readonly number[], values: readonly number[]) =>
    g.constant(null, fromNumbers('int64', dims, values));
  const positions = Array.from({ length: total }, (_, index) => positionsAt(index));
  const axes = positions[0]?.length ?? 1;
  const alongEach = Array.from({ length: axes * sequences }, (_, at) =>
    positions.map((axis) => axis[Math.floor(at / sequences)] ?? 0),
  ).flat();
  const empty = g.constant(
    null,
    tensor('float32', [sequences, sizes.keyValueHeads, 0, sizes.headWidth], new Float32Array(0)),
  );
  const cache = Array.from({ length: sizes.layers }, (_, layer) => [
    [`past_key_values.${layer}.key`, empty],
    [`past_key_values.${layer}.value`, empty],
  ]).flat();
  return {
    inputs_embeds: embeddings,
    attention_mask: int64([sequences, total], Array<number>(sequences * total).fill(1)),
    position_ids: int64(axes === 1 ? [sequences, total] : [axes, sequences, total], alongEach),
    ...(Object.fromEntries(cache) as Record<string, Value>),
  };
}

/**
 * Inlines a part; a second time in one builder it shares the first one's parameters under the same names.
 * Inputs that the graph does not have (position_ids in some exports) are left out.
 */
function inlinePart(
  g: GraphBuilder,
  graph: Graph,
  bindings: Record<string, Value>,
  prefix: string,
): Record<string, Value> {
  const wanted = Object.fromEntries(
    graph.inputs.flatMap(({ name }) => (bindings[name] ? [[name, bindings[name]]] : [])),
  );
  const shared = Object.fromEntries(
    graph.constants.flatMap(({ value }) => {
      const known = g.constantNamed(prefix + value.name);
      return known ? [[value.name, known.value]] : [];
    }),
  );
  const again = Object.keys(shared).length > 0;
  return g.inline(graph, { ...wanted, ...shared }, again ? `${prefix}${g.nodes.length}/` : prefix);
}

/** Floating-point constants that somebody named: what training may change. */
export function listParameters(graphs: Readonly<Record<Part, Graph>>): readonly ModelParameter[] {
  const of = (part: Part, kind: (name: string) => ModelParameter['part']): ModelParameter[] =>
    graphs[part].constants
      .filter((constant) => constant.value.dtype === 'float32' && !('anonymous' in constant && constant.anonymous))
      .map(({ value }) => ({
        name: prefixes[part] + value.name,
        part: kind(value.name),
        dims: value.shape as readonly number[],
      }));
  return [
    ...of('visionEncoder', (name) => (/projector/.test(name) ? 'projector' : 'vision')),
    ...of('embedTokens', () => 'embedding'),
    ...of('decoder', () => 'decoder'),
  ];
}

/** @throws ModelError for values that are no parameter's, or not of its size */
export function checkValues(
  parameters: readonly ModelParameter[],
  values: ReadonlyMap<string, Tensor>,
  where: string,
): void {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter.dims]));
  for (const [name, { dtype, dims }] of values) {
    const own = known.get(name);
    if (!own) throw new ModelError(`the model has no parameter ${name}; its names are in graphs.parameters`, where);
    if (dtype !== 'float32' || String(dims) !== String(own))
      throw new ModelError(`${name} is float32[${own.join(', ')}]; got ${dtype}[${dims.join(', ')}]`, where);
  }
}

/** The graph with other values for some of its constants. */
export function replaceConstants(graph: Graph, prefix: string, values: ReadonlyMap<string, Tensor>): Graph {
  const constants = graph.constants.map((constant) => {
    const data = values.get(prefix + constant.value.name);
    return data ? { value: constant.value, data } : constant;
  });
  return { ...graph, constants };
}
