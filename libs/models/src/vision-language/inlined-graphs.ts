/**
 * A checkpoint as inlined graphs: normalised pixels through the vision encoder, its features in the place of the image
 * mark, the decoder over the whole sequence, log-probabilities of the labels behind the image. Without a picture there
 * is no mark, and labels stand behind the first token.
 */
import { fromNumbers } from '@palimpsest/tensor';
import type { Graph, GraphBuilder, Value } from '@palimpsest/onnx';
import type { Family } from '../family.js';
import type { AnswerScores } from '../port.js';
import type { ImageProcessor } from '../processing/image-processor.js';
import { predictions, type DecoderSizes } from './decoder-logits.js';
import { inputPrefix } from './encode-text.js';
import { inlinePart, prefixes } from './inline-part.js';

export function inlineImageFeatures(g: GraphBuilder, graph: Graph, pixels: Value, processor: ImageProcessor): Value {
  const perChannel = (values: readonly number[]) => g.constant(null, fromNumbers(pixels.dtype, [1, 3, 1, 1], values));
  const normalised = g.add(g.mul(pixels, perChannel(processor.scale)), perChannel(processor.shift));
  const outputs = inlinePart(g, graph, { pixel_values: normalised }, prefixes.visionEncoder);
  return outputs['image_features'] as Value; // the loader checked that it is there
}

export interface TextLayout {
  readonly sequences: number;
  readonly length: number;
  /** Of the image mark in every sequence that has one. */
  readonly imagePlace: number;
  readonly family: Family;
  /** float[tokens, hidden], read between picture and question, or where the picture would stand. */
  readonly prefix?: Value;
}

export function inlineAnswerScores(
  g: GraphBuilder,
  graphs: Readonly<Record<'embedTokens' | 'decoder', Graph>>,
  sizes: DecoderSizes,
  features: Value | null,
  text: TextLayout,
): AnswerScores {
  const { sequences, length, imagePlace: place, family, prefix } = text;
  const labelled = features ? length - 1 - place : length - 1;
  const named = (name: string) => `${inputPrefix(features && place)}${name}`;
  const ids = g.input(named('input_ids'), 'int64', [sequences, length]);
  const labels = g.input(named('labels'), 'int64', [sequences, labelled]);
  const mask = g.input(named('label_mask'), g.floatType, [sequences, labelled]);
  const words = inlinePart(g, graphs.embedTokens, { input_ids: ids }, prefixes.embedTokens)['inputs_embeds'] as Value;
  const before = place > 0 ? [g.slice(words, 1, 0, place)] : [];
  const inserted = prefix ? [g.expand(g.unsqueeze(prefix, [0]), [sequences, ...(prefix.shape as number[])])] : [];
  const behind = g.slice(words, 1, features ? place + 1 : place, length);
  const embeddings = g.concat([...before, ...(features ? [features] : []), ...inserted, behind], 1);
  const image = features && { place, tokens: features.shape[1] as number };
  const logits = predictions(g, { ...{ decoder: graphs.decoder, sizes, family, embeddings, image }, answerMask: mask });
  const picked = g.op1('GatherElements', [g.logSoftmax(logits), g.unsqueeze(labels, [2])], { axis: 2 });
  const tokens = g.mul(g.squeeze(picked, [2]), mask);
  return { tokens, mask, logits, inputs: ['input_ids', 'labels', 'label_mask'].map(named) };
}
