/**
 * The three graphs that apps/exporter makes of each family, put together as an audit does: loss of an answer and its
 * gradient by pixels are those of PyTorch (fixtures/make-fixtures.py). Needs no loader of the family.
 */
import { fileURLToPath } from 'node:url';
import { gradient, gradientCoverage } from '@palimpsest/autodiff';
import { toNchw } from '@palimpsest/datasets';
import { GraphBuilder, importGraph, type Graph, type Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { fromNumbers, tensor, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import {
  cosine,
  goldenImage,
  norm,
  readJson,
  relativeError,
  type Golden,
} from '../../../test/support/exported-fixture.js';

interface Checkpoint {
  readonly vision: Graph;
  readonly embed: Graph;
  readonly decoder: Graph;
  readonly imageId: number;
  /** The prompt is one call without a past and sees itself, the answer another with one. */
  readonly promptSeesItself: boolean;
  readonly normalised: (image: Float32Array) => Float32Array;
}

const names = ['llava', 'idefics3', 'qwen2_vl', 'paligemma'];

describe.each(names)('the exported graphs of %s', (name) => {
  const folder = fileURLToPath(new URL(`../fixtures/${name}/`, import.meta.url));
  const golden = readJson<Golden>(`${folder}golden.json`);
  const checkpoint = open(`${folder}checkpoint/`);

  it('have a gradient through every node', () => {
    const { vision, embed, decoder } = checkpoint;
    const blocked = [vision, embed, decoder].flatMap((graph) =>
      gradientCoverage(graph).filter(({ status }) => status === 'blocked'),
    );
    expect(blocked).toEqual([]);
  });

  it('have the logits, the loss and the gradient by pixels of PyTorch', async () => {
    const { loss, logits, slope } = await run(checkpoint, golden);
    expect(relativeError(Array.from(logits.data), golden.logits.values.flat())).toBeLessThan(1e-5);
    expect(Math.abs(Number(loss.data[0]) / golden.loss - 1)).toBeLessThan(1e-5);
    const own = Array.from(slope.data);
    expect(relativeError(own, golden.gradient.values)).toBeLessThan(1e-4);
    expect(cosine(own, golden.gradient.values)).toBeGreaterThan(0.999);
    expect(norm(golden.gradient.values)).toBeGreaterThan(0.05);
  });
});

async function run(checkpoint: Checkpoint, golden: Golden) {
  const g = new GraphBuilder();
  const dims = golden.gradient.dims;
  const pixels = g.input('pixel_values', 'float32', dims);
  const features = g.inline(checkpoint.vision, { pixel_values: pixels }, 'vision/')['image_features'] as Value;
  const { promptIds, answerIds } = golden;
  const words = embed(g, checkpoint, [...promptIds, ...answerIds]);
  const place = promptIds.indexOf(checkpoint.imageId);
  const embeddings = g.concat(
    [
      ...(place > 0 ? [g.slice(words, 1, 0, place)] : []),
      features,
      g.slice(words, 1, place + 1, promptIds.length + answerIds.length),
    ],
    1,
  );
  const logits = predictions(g, checkpoint, golden, embeddings);
  const labels = g.constant(null, fromNumbers('int64', [1, answerIds.length, 1], answerIds));
  const picked = g.op1('GatherElements', [g.logSoftmax(logits), labels], { axis: 2 });
  const loss = g.neg(g.div(g.reduceSum(picked, null, false), g.scalar(answerIds.length)));
  g.output(loss, 'loss');
  g.output(logits, 'logits');
  gradient(g, loss, [pixels]).forEach((value) => g.output(value, 'slope'));
  const session = await openSession({ graph: g });
  const image = toNchw([goldenImage(golden.pixels)]);
  const results = await session.run({ pixel_values: tensor('float32', dims, checkpoint.normalised(image)) });
  await session.close();
  return results as Record<'loss' | 'logits' | 'slope', Tensor<'float32'>>;
}

function embed(g: GraphBuilder, { embed: graph }: Checkpoint, ids: readonly number[]): Value {
  const input = g.constant(null, fromNumbers('int64', [1, ids.length], ids));
  return g.inline(graph, { input_ids: input }, 'embed/')['inputs_embeds'] as Value;
}

/** Logits of the positions before each token of the answer: [1, tokens, vocabulary]. */
function predictions(g: GraphBuilder, checkpoint: Checkpoint, golden: Golden, embeddings: Value): Value {
  const total = embeddings.shape[1] as number;
  const prompt = total - golden.answerIds.length;
  if (!checkpoint.promptSeesItself)
    return g.slice(decode(g, checkpoint, golden, embeddings, 0, total, null)['logits']!, 1, prompt - 1, total - 1);
  const first = decode(g, checkpoint, golden, g.slice(embeddings, 1, 0, prompt), 0, prompt, null);
  const answer = g.slice(embeddings, 1, prompt, total);
  const second = decode(g, checkpoint, golden, answer, prompt, total, first);
  return g.concat(
    [g.slice(first['logits']!, 1, prompt - 1, prompt), g.slice(second['logits']!, 1, 0, total - prompt - 1)],
    1,
  );
}

function decode(
  g: GraphBuilder,
  { decoder }: Checkpoint,
  golden: Golden,
  embeddings: Value,
  start: number,
  end: number,
  before: Readonly<Record<string, Value>> | null,
): Record<string, Value> {
  const int64 = (dims: readonly number[], values: readonly number[]) =>
    g.constant(null, fromNumbers('int64', dims, values));
  const rows = golden.positionIds.map((row) => row.flat());
  const positions = rows.map((row) => row.slice(start, end));
  const cache = decoder.inputs.flatMap(({ name, shape }) => {
    if (!name.startsWith('past_key_values.')) return [];
    const empty = () =>
      g.constant(null, tensor('float32', [1, shape[1] as number, 0, shape[3] as number], new Float32Array(0)));
    return [[name, before?.[name.replace('past_key_values', 'present')] ?? empty()] as const];
  });
  const bindings = {
    inputs_embeds: embeddings,
    attention_mask: int64([1, end], Array<number>(end).fill(1)),
    position_ids: int64([...(rows.length === 3 ? [3] : []), 1, end - start], positions.flat()),
    ...Object.fromEntries(cache),
  };
  return g.inline(decoder, bindings, `decoder ${start}/`);
}

function open(folder: string): Checkpoint {
  const graph = (part: string) => importGraph(`${folder}onnx/${part}.onnx`);
  const { promptSeesItself } = readJson<{ promptSeesItself: boolean }>(`${folder}palimpsest.json`);
  const { image_token_index: imageId } = readJson<{ image_token_index: number }>(`${folder}config.json`);
  const processor = readJson<{ image_mean: number[]; image_std: number[] }>(`${folder}preprocessor_config.json`);
  return {
    vision: graph('vision_encoder'),
    embed: graph('embed_tokens'),
    decoder: graph('decoder_model_merged'),
    imageId,
    promptSeesItself,
    normalised: (image) =>
      image.map((x, at) => {
        const channel = Math.floor(at / (image.length / 3));
        return (x - processor.image_mean[channel]!) / processor.image_std[channel]!;
      }),
  };
}
