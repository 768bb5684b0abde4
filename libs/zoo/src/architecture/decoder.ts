/**
 * The language model: pre-norm blocks of grouped-query attention (Ainslie et al., arXiv 2305.13245) with rotary
 * positions (Su et al., arXiv 2104.09864) and SwiGLU (Shazeer, arXiv 2002.05202), as Llama has them.
 * Who may see whom is the caller's: a bias is added to the attention scores. So the same layers serve the
 * exported file (cache, symbolic dims) and training (several questions packed behind one image).
 */
import type { Value } from '@palimpsest/onnx';
import { headWidth } from './configuration.js';
import type { ReferenceConfiguration } from './configuration.js';
import { rotate } from './rotary.js';
import type { RotaryTables } from './rotary.js';
import type { WeightedGraph } from './weighted-graph.js';

export interface KeyValue {
  /** float[batch, keyValueHeads, tokens, headWidth] */
  readonly key: Value;
  readonly value: Value;
}

export interface DecoderInputs {
  /** float[batch, sequence, hidden] */
  readonly embeddings: Value;
  readonly rotary: RotaryTables;
  /** float[batch or 1, 1, sequence, total]: 0 where a query sees a key, very negative elsewhere. */
  readonly bias: Value;
  /** Keys and values of earlier calls, one per layer. */
  readonly past?: readonly KeyValue[];
}

export interface DecoderOutputs {
  /** float[batch, sequence, hidden], before the final norm. */
  readonly hidden: Value;
  /** Past and new keys and values, one per layer. */
  readonly present: readonly KeyValue[];
}

export function decoderLayers(
  model: WeightedGraph,
  configuration: ReferenceConfiguration,
  inputs: DecoderInputs,
): DecoderOutputs {
  const { g } = model;
  const { layers, heads, keyValueHeads, rmsEpsilon } = configuration.decoder;
  // Queries of one group are stacked along the sequence axis, so the bias repeats along it.
  const bias = g.concat(Array<Value>(heads / keyValueHeads).fill(inputs.bias), 2);
  const present: KeyValue[] = [];
  let x = inputs.embeddings;
  for (let i = 0; i < layers; i++) {
    const name = `language_model.layers.${i}`;
    const normed = model.rmsNorm(x, `${name}.input_layernorm`, rmsEpsilon);
    const attended = attention(model, configuration, normed, { ...inputs, bias, past: inputs.past?.[i], name });
    present.push(attended.present);
    x = g.add(x, attended.output);
    x = g.add(x, feedForward(model, model.rmsNorm(x, `${name}.post_attention_layernorm`, rmsEpsilon), `${name}.mlp`));
  }
  return { hidden: x, present };
}

/** hidden float[..., hidden] → logits float[..., vocabulary]. */
export function languageHead(model: WeightedGraph, configuration: ReferenceConfiguration, hidden: Value): Value {
  const normed = model.rmsNorm(hidden, 'language_model.norm', configuration.decoder.rmsEpsilon);
  return model.linear(normed, 'language_model.lm_head');
}

/** input_ids int64[batch, sequence] → float[batch, sequence, hidden]. */
export function embedTokens(model: WeightedGraph, inputIds: Value): Value {
  return model.g.gather(model.parameter('language_model.embed_tokens.weight'), inputIds, 0);
}

function attention(
  model: WeightedGraph,
  configuration: ReferenceConfiguration,
  x: Value,
  inputs: { rotary: RotaryTables; bias: Value; past: KeyValue | undefined; name: string },
): { readonly output: Value; readonly present: KeyValue } {
  const { g } = model;
  const { heads, keyValueHeads, hidden } = configuration.decoder;
  const width = headWidth(configuration);
  const group = heads / keyValueHeads;
  const project = (name: string, count: number) =>
    g.reshape(model.linear(x, `${inputs.name}.self_attn.${name}_proj`), [0, 0, count, width]);
  const extend = (past: Value | undefined, now: Value) => (past ? g.concat([past, now], 2) : now);

  const queries = g.reshape(rotate(g, project('q', heads), inputs.rotary), [0, 0, keyValueHeads, group, width]);
  // [batch, sequence, kv, group, width] → [batch, kv, group·sequence, width]
  const folded = g.reshape(g.transpose(queries, [0, 2, 3, 1, 4]), [0, keyValueHeads, -1, width]);
  const newKey = g.transpose(rotate(g, project('k', keyValueHeads), inputs.rotary), [0, 2, 1, 3]);
  const key = extend(inputs.past?.key, newKey);
  const value = extend(inputs.past?.value, g.transpose(project('v', keyValueHeads), [0, 2, 1, 3]));

  const scores = g.matMul(g.mul(folded, 1 / Math.sqrt(width)), g.transposeLast(key));
  const mixed = g.matMul(g.softmax(g.add(scores, inputs.bias)), value);
  const unfolded = g.transpose(g.reshape(mixed, [0, keyValueHeads, group, -1, width]), [0, 3, 1, 2, 4]);
  const output = model.linear(g.reshape(unfolded, [0, 0, hidden]), `${inputs.name}.self_attn.o_proj`);
  return { output, present: { key, value } };
}

/** SwiGLU: (silu(x·G) ⊙ x·U)·D. */
function feedForward(model: WeightedGraph, x: Value, name: string): Value {
  const { g } = model;
  const gate = model.linear(x, `${name}.gate_proj`);
  const activated = g.mul(g.mul(gate, g.sigmoid(gate)), model.linear(x, `${name}.up_proj`));
  return model.linear(activated, `${name}.down_proj`);
}
