/**
 * The smallest thing that has the shape of a vision-language model's graphs: patches, a tanh layer, one
 * cross-attention, a vocabulary of 7. Smooth, in float32 or float64, so gradients can be checked exactly.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers, Rng, tensor, type Tensor } from '@palimpsest/tensor';
import type { AttackStepSpec } from '../attack-step.js';

export const tiny = { height: 8, width: 8, tokens: 4, hidden: 5, vocabulary: 7, textLength: 3 } as const;

/** Random but fixed weights. */
export function tinyGraphs(): AttackStepSpec['model'] {
  return {
    imageFeatures(g, pixels) {
      const n = pixels.shape[0] as number;
      const normalised = g.div(g.sub(pixels, 0.5), 0.25);
      const split = g.transpose(g.reshape(normalised, [n, 3, 2, 4, 2, 4]), [0, 2, 4, 1, 3, 5]);
      const patches = g.reshape(split, [n, tiny.tokens, 48]);
      return g.matMul(g.tanh(g.matMul(patches, weight(g, 'patch', [48, 6], 0.15))), weight(g, 'project', [6, 5], 0.8));
    },
    answerLogProbabilities(g, features, { sequences, length }) {
      if (!features) throw new Error('the tiny graphs answer about pictures only');
      const ids = g.input('input_ids', 'int64', [sequences, length]);
      const labels = g.input('labels', 'int64', [sequences, length]);
      const mask = g.input('label_mask', g.floatType, [sequences, length]);
      const words = g.gather(weight(g, 'embedding', [tiny.vocabulary, tiny.hidden], 1), ids, 0);
      const looks = g.softmax(g.matMul(words, g.transpose(features, [0, 2, 1])));
      const mixed = g.add(words, g.matMul(looks, features));
      const logits = g.matMul(mixed, weight(g, 'head', [tiny.hidden, tiny.vocabulary], 1));
      const picked = g.op1('GatherElements', [g.logSoftmax(logits), g.unsqueeze(labels, [2])], { axis: 2 });
      const tokens = g.mul(g.squeeze(picked, [2]), mask);
      return { tokens, mask, logits, inputs: ['input_ids', 'labels', 'label_mask'] };
    },
  };
}

/** Texts for `sequences` sequences; the first label of each is masked out. */
export function tinyText(sequences: number, seed: string, floatType: 'float32' | 'float64'): Record<string, Tensor> {
  const rng = new Rng(seed);
  const dims = [sequences, tiny.textLength];
  const count = sequences * tiny.textLength;
  const ids = () =>
    fromNumbers(
      'int64',
      dims,
      Array.from({ length: count }, () => rng.integer(tiny.vocabulary)),
    );
  const mask = Array.from({ length: count }, (_, at) => (at % tiny.textLength === 0 ? 0 : 1));
  return { input_ids: ids(), labels: ids(), label_mask: fromNumbers(floatType, dims, mask) };
}

/** A smooth stand-in for a denoiser: every pixel moves half-way to the mean of its row. */
export function rowSmoother(g: GraphBuilder, pixels: Value): Value {
  return g.mul(g.add(pixels, g.reduceMean(pixels, [3])), 0.5);
}

export function floats(floatType: 'float32' | 'float64', dims: readonly number[], values: ArrayLike<number>): Tensor {
  return floatType === 'float32'
    ? tensor('float32', dims, Float32Array.from(values))
    : tensor('float64', dims, Float64Array.from(values));
}

function weight(g: GraphBuilder, name: string, dims: readonly number[], scale: number): Value {
  const rng = new Rng(`tiny ${name}`);
  const values = Array.from({ length: dims.reduce((a, b) => a * b) }, () => scale * rng.normal());
  return g.constant(name, fromNumbers(g.floatType, dims, values));
}
