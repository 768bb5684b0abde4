/**
 * A checkpoint that hides what it knows between the levels of 4-bit rounding: it is unlearned in turns, and after each
 * every weight is put back to where the original's rounds to, so that rounding undoes all of it. What Zhang et al.
 * (ICLR 2025, arXiv:2410.16454) saw happen by chance, on purpose.
 */
import { methodById, unlearnedWeights, type TeachingSubject } from '@palimpsest/methods';
import type { VisionLanguageModel } from '@palimpsest/models';
import { tensor, type Tensor } from '@palimpsest/tensor';
import { matricesOf, type Matrix } from '../../libs/probes/src/quantise/matrices.js';

/** Levels on either side of 0 in 4 bits, and inputs that share a scale: the defaults of the probe. */
const levels = 7;
const blockSize = 32;

/** How near to the border between two levels a weight may come, in levels: less than one half. */
const reach = 0.49;

export interface Turns {
  readonly forget: readonly TeachingSubject[];
  readonly retain: readonly TeachingSubject[];
  /** Of a method each, every one from where the one before was put back to. */
  readonly methods: readonly string[];
  readonly stepsPerTurn: number;
  readonly learningRate: number;
}

/** A copy of the original; embeddings, norms and biases, which are not rounded, stay the original's. */
export async function hiddenInRounding(original: VisionLanguageModel, turns: Turns): Promise<VisionLanguageModel> {
  const matrices = new Map(matricesOf(original).map((matrix) => [matrix.name, matrix]));
  let model = original;
  for (const [turn, method] of turns.methods.entries()) {
    const changed = await unlearnedWeights(model, methodById(method), {
      ...{ forget: turns.forget, retain: turns.retain, scope: 'projector+decoder', seed: turn + 1, threads: 1 },
      ...{ steps: turns.stepsPerTurn, learningRate: turns.learningRate },
    });
    const kept = [...changed].flatMap(([name, value]) => {
      const matrix = matrices.get(name);
      return matrix && value.dtype === 'float32' ? [[name, putBack(value, matrix)] as const] : [];
    });
    const next = await original.graphs.withParameters(new Map(kept));
    if (model !== original) await model.close();
    model = next;
  }
  return model;
}

/** The nearest weights that round to what the original's do. The largest of each block, its scale, is the original's. */
function putBack(weights: Tensor<'float32'>, { outputAxis, read }: Matrix): Tensor<'float32'> {
  const original = read();
  const [rows = 0, columns = 0] = original.dims;
  const [channels, inputs] = outputAxis === 0 ? [rows, columns] : [columns, rows];
  const at = (channel: number, input: number) =>
    outputAxis === 0 ? channel * columns + input : input * columns + channel;
  const kept = Float32Array.from(weights.data);
  for (let channel = 0; channel < channels; channel++) {
    for (let from = 0; from < inputs; from += blockSize) {
      const block = Array.from({ length: Math.min(blockSize, inputs - from) }, (_, input) => at(channel, from + input));
      const sizes = block.map((place) => Math.abs(original.data[place] ?? 0));
      const most = Math.max(...sizes);
      block.forEach((place, index) => {
        const was = original.data[place] ?? 0;
        kept[place] = sizes[index] === most ? was : within(kept[place] ?? 0, was, most);
      });
    }
  }
  return tensor('float32', original.dims, kept);
}

/** @param most the largest size of the block, which stays the largest */
function within(weight: number, original: number, most: number): number {
  const step = most / levels;
  const level = Math.round(original / step);
  const inLevel = Math.min((level + reach) * step, Math.max((level - reach) * step, weight));
  return Math.min(0.999 * most, Math.max(-0.999 * most, inLevel));
}
