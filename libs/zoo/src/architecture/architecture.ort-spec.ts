/** The same weights give the same numbers however the model is put together. */
import type { GraphBuilder } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { Rng, tensor, zeros } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { headWidth, imageTokens, referenceConfiguration } from './configuration.js';
import { decoderGraph, embedTokensGraph, visionEncoderGraph } from './exported-graphs.js';
import { declareParameters, startWeights } from './parameters.js';
import { answeringGraph, towerGraph } from './training-graphs.js';

const configuration = referenceConfiguration(40);
const weights = startWeights(declareParameters(configuration), new Rng(3));
const packing = { prefix: 1 + imageTokens(configuration), segments: 3, segmentLength: 5 };
const images = 2;

async function run(graph: GraphBuilder, feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> {
  const session = await openSession({ graph });
  try {
    return await session.run(feeds);
  } finally {
    await session.close();
  }
}

function floats(result: Tensor | undefined): Float32Array {
  if (result?.dtype !== 'float32') throw new Error('expected float32');
  return result.data;
}

const int64 = (dims: number[], values: number[]) => tensor('int64', dims, BigInt64Array.from(values, BigInt));

function emptyCache(batch: number): Record<string, Tensor> {
  const { layers, keyValueHeads } = configuration.decoder;
  const cache = zeros('float32', [batch, keyValueHeads, 0, headWidth(configuration)]);
  const names = Array.from({ length: layers }, (_, i) => [`past_key_values.${i}.key`, `past_key_values.${i}.value`]);
  return Object.fromEntries(names.flat().map((name) => [name, cache]));
}

describe('the reference architecture', () => {
  it('gives packed questions the log-probabilities that separate sequences have in the exported files', async () => {
    const rng = new Rng('pixels');
    const pixels = tensor(
      'float32',
      [images, 3, 64, 64],
      Float32Array.from({ length: images * 3 * 4096 }, () => rng.normal()),
    );
    const words = Array.from({ length: images * packing.segments * packing.segmentLength }, () => rng.integer(40));

    // Packed: the label of each segment's last but one token is its last.
    const length = packing.prefix + packing.segments * packing.segmentLength;
    const segments = Array.from({ length: images * packing.segments }, (_, i) => i);
    const last = segments.map((i) => words[(i + 1) * packing.segmentLength - 1] as number);
    const rows = segments.map((i) => {
      const [image, segment] = [Math.floor(i / packing.segments), i % packing.segments];
      return image * length + packing.prefix + (segment + 1) * packing.segmentLength - 2;
    });
    const { tokens } = await run(towerGraph(configuration, weights, images), { pixels });
    const answering = answeringGraph(configuration, weights, { images, packing, labels: segments.length });
    answering.graph.output(answering.loss, 'loss');
    const { loss } = await run(answering.graph, {
      tokens: tokens as Tensor,
      prefix_ids: int64([images, 1], [1, 1]),
      text_ids: int64([images, packing.segments * packing.segmentLength], words),
      label_index: int64([segments.length], rows),
      labels: int64([segments.length], last),
      label_weight: tensor('float32', [segments.length], new Float32Array(segments.length).fill(1)),
    });

    // Separate: prefix and image first, then the segment with the cache.
    const { image_features } = await run(visionEncoderGraph(configuration, weights), { pixel_values: pixels });
    const features = floats(image_features);
    const width = configuration.decoder.hidden;
    const batch = segments.length;
    const embed = async (ids: number[], perRow: number) =>
      floats((await run(embedTokensGraph(weights), { input_ids: int64([batch, perRow], ids) }))['inputs_embeds']);
    const user = await embed(Array<number>(batch).fill(1), 1);
    const prefix = new Float32Array(batch * packing.prefix * width);
    for (const i of segments) {
      prefix.set(user.subarray(i * width, (i + 1) * width), i * packing.prefix * width);
      const image = Math.floor(i / packing.segments);
      const size = imageTokens(configuration) * width;
      prefix.set(features.subarray(image * size, (image + 1) * size), (i * packing.prefix + 1) * width);
    }
    const position = (from: number, count: number) =>
      int64(
        [batch, count],
        segments.flatMap(() => Array.from({ length: count }, (_, t) => from + t)),
      );
    const decoder = decoderGraph(configuration, weights);
    const first = await run(decoder, {
      inputs_embeds: tensor('float32', [batch, packing.prefix, width], prefix),
      attention_mask: int64([batch, packing.prefix], Array<number>(batch * packing.prefix).fill(1)),
      position_ids: position(0, packing.prefix),
      ...emptyCache(batch),
    });
    const cache = Object.entries(first).filter(([name]) => name.startsWith('present.'));
    const total = packing.prefix + packing.segmentLength;
    const second = await run(decoder, {
      inputs_embeds: tensor(
        'float32',
        [batch, packing.segmentLength, width],
        await embed(words, packing.segmentLength),
      ),
      attention_mask: int64([batch, total], Array<number>(batch * total).fill(1)),
      position_ids: position(packing.prefix, packing.segmentLength),
      ...Object.fromEntries(cache.map(([name, value]) => [name.replace('present', 'past_key_values'), value])),
    });
    const logits = floats(second['logits']);
    const nll = segments.map((i) => {
      const row = logits.subarray(
        ((i + 1) * packing.segmentLength - 2) * 40,
        ((i + 1) * packing.segmentLength - 1) * 40,
      );
      const top = Math.max(...row);
      const sum = row.reduce((s, x) => s + Math.exp(x - top), 0);
      return top + Math.log(sum) - (row[last[i] as number] as number);
    });
    expect(floats(loss)[0]).toBeCloseTo(nll.reduce((a, b) => a + b) / nll.length, 5);
  });

  it('starts every parameter from its own stream, so that another vocabulary changes only what has its size', () => {
    const other = startWeights(declareParameters(referenceConfiguration(41)), new Rng(3));
    const name = 'language_model.layers.1.mlp.up_proj.weight';
    expect(other.get(name)).toEqual(weights.get(name));
  });
});
