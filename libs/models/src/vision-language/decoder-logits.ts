/** The decoder over whole sequences, as one graph: what each token predicts of the next. */
import { fromNumbers, tensor } from '@palimpsest/tensor';
import type { Graph, GraphBuilder, Value } from '@palimpsest/onnx';
import { sliceEarly } from '@palimpsest/onnx';
import type { Family } from '../family.js';
import type { ImageSpan } from '../positions.js';
import { inlinePart, prefixes } from './inline-part.js';

export interface DecoderSizes {
  readonly layers: number;
  readonly keyValueHeads: number;
  readonly headWidth: number;
}

export interface DecoderCall {
  readonly decoder: Graph;
  readonly sizes: DecoderSizes;
  readonly family: Family;
  /** float[S, T, hidden], image features in place. */
  readonly embeddings: Value;
  readonly image: ImageSpan | null;
  /** 1 where one of the last tokens belongs to the answer, float[S, L]. */
  readonly answerMask: Value;
}

/** Logits of the L tokens before the last: [S, L, vocabulary]. Padding stands on the right. */
export function predictions(g: GraphBuilder, call: DecoderCall): Value {
  return call.family.promptSeesItself ? promptThenAnswer(g, call) : causal(g, call);
}

/** Causal attention never looks at what stands on the right, so nothing needs to be masked. */
function causal(g: GraphBuilder, call: DecoderCall): Value {
  const [sequences, total] = sizeOf(call.embeddings);
  const everything = int64(g, [sequences, total], Array<number>(sequences * total).fill(1));
  return beforeLabels(g, call, decode(g, call, everything, null));
}

/**
 * The decoder sees both ways in a call without a cache and causally in one with a cache. Both calls read the whole
 * sequence, so that prompts of a batch may be of different lengths: the first looks at the tokens of the prompt alone,
 * the second at them in the cache and at the answer behind. A token predicts by the call that it belongs to.
 */
function promptThenAnswer(g: GraphBuilder, call: DecoderCall): Value {
  const [sequences, total] = sizeOf(call.embeddings);
  const labelled = (call.answerMask.shape as readonly number[])[1] as number;
  const behind = g.greater(g.op1('CumSum', [call.answerMask, g.scalar(1, 'int64')]), 0); // from the first of the answer
  const start = int64(g, [sequences, total - labelled], Array<number>(sequences * (total - labelled)).fill(0));
  const answer = g.concat([start, g.cast(behind, 'int64')], 1);
  const prompt = g.sub(1, answer);
  const first = decode(g, call, prompt, null);
  const second = decode(g, call, g.concat([prompt, answer], 1), first);
  const isPrompt = g.equal(g.slice(prompt, 1, total - labelled - 1, total - 1), 1);
  return g.where(g.unsqueeze(isPrompt, [2]), beforeLabels(g, call, first), beforeLabels(g, call, second));
}

/** A token is predicted by the one before it. */
function beforeLabels(g: GraphBuilder, call: DecoderCall, outputs: Readonly<Record<string, Value>>): Value {
  const [, total] = sizeOf(call.embeddings);
  const labelled = (call.answerMask.shape as readonly number[])[1] as number;
  return sliceEarly(g, outputs['logits'] as Value, 1, total - labelled - 1, total - 1);
}

/** @param mask int64[S, past + T] @param past what another call gave */
function decode(
  g: GraphBuilder,
  { decoder, sizes, family, embeddings, image }: DecoderCall,
  mask: Value,
  past: Readonly<Record<string, Value>> | null,
): Readonly<Record<string, Value>> {
  const [sequences, total] = sizeOf(embeddings);
  const { axes } = family.positions;
  const positions = Array.from({ length: total }, (_, index) => family.positions.at(index, image));
  const alongEach = Array.from({ length: axes * sequences }, (_, at) =>
    positions.map((axis) => axis[Math.floor(at / sequences)] ?? 0),
  ).flat();
  const nothing = g.constant(
    null,
    tensor('float32', [sequences, sizes.keyValueHeads, 0, sizes.headWidth], new Float32Array(0)),
  );
  const cache = Array.from({ length: sizes.layers }, (_, layer) => [`${layer}.key`, `${layer}.value`])
    .flat()
    .map((name) => [`past_key_values.${name}`, past?.[`present.${name}`] ?? nothing] as const);
  const bindings = {
    inputs_embeds: embeddings,
    attention_mask: mask,
    position_ids: int64(g, axes === 1 ? [sequences, total] : [axes, sequences, total], alongEach),
    ...Object.fromEntries(cache),
  };
  return inlinePart(g, decoder, bindings, prefixes.decoder);
}

const sizeOf = (embeddings: Value) => embeddings.shape as readonly number[] as readonly [number, number, number];

const int64 = (g: GraphBuilder, dims: readonly number[], values: readonly number[]): Value =>
  g.constant(null, fromNumbers('int64', dims, values));
