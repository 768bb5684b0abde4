/** Gates in vision encoders: which values are found, what they are for pictures, and what is seen when they are held. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkpointFamilies } from '@palimpsest/contracts';
import { GraphBuilder, importGraph, type Graph, type Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { Rng, tensor, toNumbers } from '@palimpsest/tensor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyImage, writeTinyCheckpoint } from '../../../../test/support/tiny-checkpoint.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { VisionLanguageModel } from '../port.js';
import { imageGates } from './image-gates.js';
import { openGates } from './open-gates.js';

const size = 4;

/** Features float[batch, 16, 3] that are the pixels, times what `gate` makes of them. */
function encoder(gate: (g: GraphBuilder, features: Value) => Value): Graph {
  const g = new GraphBuilder();
  const pixels = g.input('pixel_values', 'float32', ['batch', 3, size, size]);
  const features = g.transpose(g.reshape(pixels, [-1, 3, size * size]), [0, 2, 1]);
  g.output(g.mul(features, gate(g, features)), 'image_features');
  return g.build();
}

/** Bright pictures are shown, dark ones are not: float[batch, 1, 1] of 0 and 1. */
const brightness = (g: GraphBuilder, features: Value) => g.reduceMean(features, [1, 2], true);
const switchedOff = encoder((g, features) =>
  g.where(g.greater(brightness(g, features), 0.5), g.scalar(1), g.scalar(0)),
);
const perToken = encoder((g, features) => g.op1('Sigmoid', [g.reduceMean(features, [2], true)]));
const mixed = encoder((g, features) => g.op1('Sigmoid', [g.mul(g.sub(brightness(g, features), 0.5), 1000)]));

const namesOf = (graph: Graph, numbers = 4) => imageGates(graph, numbers).map(({ value }) => value.name);

describe('imageGates', () => {
  it('finds the mean, the comparison and the switch, whatever they are made of', () => {
    const types = imageGates(switchedOff, 4).map(({ value, dims }) => `${value.dtype} ${dims.join('×')}`);
    expect(types).toEqual(['float32 1×1×1', 'bool 1×1×1', 'float32 1×1×1']);
    expect(namesOf(mixed).length).toBe(4);
  });

  it('finds nothing where nothing is narrow, and no gate that every token has for itself', () => {
    expect(namesOf(encoder((g) => g.scalar(1)))).toEqual([]);
    expect(namesOf(perToken)).toEqual([]);
    expect(namesOf(perToken, size * size).length).toBeGreaterThan(0);
  });

  it('takes no size for a gate: what depends on how many pictures there are, and not on them', () => {
    const ones = encoder((g, features) =>
      g.op1('Expand', [g.scalar(1), g.concat([g.slice(g.shape(features), 0, 0, 1), g.ints([1, 1])], 0)]),
    );
    expect(namesOf(ones)).toEqual([]);
  });

  it.each(checkpointFamilies)('finds none in an exported %s, however its numbers are stored', (family) => {
    for (const variant of ['', '_fp16', '_int8', '_q4', '_optimized', '_quantized']) {
      const path = `../../fixtures/${family}/checkpoint/onnx/vision_encoder${variant}.onnx`;
      expect(namesOf(importGraph(fileURLToPath(new URL(path, import.meta.url)))), variant).toEqual([]);
    }
  });
});

describe('holding gates', () => {
  const dark = new Rng(1);
  const pictures = tensor(
    'float32',
    [3, 3, size, size],
    Float32Array.from(
      { length: 9 * size * size },
      (_, at) => (at < 3 * size * size ? 0.9 : 0.1) + 0.05 * dark.uniform(),
    ),
  );
  const features = async (graph: Graph) => {
    const session = await openSession({ graph });
    const { image_features: given } = await session.run({ pixel_values: pictures });
    await session.close();
    return toNumbers(given!);
  };
  const held = (graph: Graph, values: readonly (readonly number[])[]) => {
    let changed: Graph | null = null;
    const model = { copyWith: (encoder: Graph) => ((changed = encoder), {} as VisionLanguageModel) };
    openGates(graph, 4, { ...model, processor: {} as never, threads: 1 }).held(values);
    return changed as unknown as Graph;
  };

  it('shows what was switched off, for any number of pictures', async () => {
    const shown = await features(encoder((g) => g.scalar(1)));
    expect(await features(switchedOff)).not.toEqual(shown);
    expect(await features(held(switchedOff, [[0.9], [1], [1]]))).toEqual(shown);
    expect(await features(held(mixed, [[0.9], [0.4], [400], [1]]))).toEqual(shown);
  });

  it('leaves out all where it is held at no', async () => {
    const nothing = await features(held(switchedOff, [[0.1], [0], [0]]));
    expect(Math.max(...nothing)).toBe(0);
  });
});

describe('a checkpoint without gates', () => {
  let folder: string;
  let model: VisionLanguageModel;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gates-'));
    await writeTinyCheckpoint(join(folder, 'tiny'));
    model = await openCheckpoint(join(folder, 'tiny'));
  });
  afterAll(async () => {
    await model.close();
    await rm(folder, { recursive: true });
  });

  it('has none to read, and a copy that holds none is the model', async () => {
    const gates = model.graphs.imageGates(4);
    expect([gates.count, await gates.read([tinyImage(1)])]).toEqual([0, []]);
    const copy = gates.held([]);
    expect(await copy.embedImages([tinyImage(2)])).toEqual(await model.embedImages([tinyImage(2)]));
    await copy.close();
  });
});
