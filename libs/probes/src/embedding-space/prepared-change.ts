/**
 * A search among embeddings, ready to take steps: one session call is forward, backward and Adam. The picture's features
 * are computed and not differentiated, so a step costs no gradient through the vision encoder.
 */
import type { Sample } from '@palimpsest/audit';
import { gradient } from '@palimpsest/autodiff';
import type { VisionLanguageModel } from '@palimpsest/models';
import { GraphBuilder, type Value } from '@palimpsest/onnx';
import { tensor, type Tensor } from '@palimpsest/tensor';
import { pixelTensor } from '../pixels/pixel-tensors.js';
import { AttackInputError } from '../universal-noise/attack-input-error.js';
import type { PreparedAttack } from '../universal-noise/attack.js';
import { groupPeople } from '../universal-noise/batches.js';
import { adamDescent } from '../universal-noise/update-rule.js';
import type { SoughtChange } from './change.js';

export interface BatchSize {
  readonly images: number;
  readonly questions: number;
}

type Model = Pick<VisionLanguageModel, 'graphs' | 'pixelGrid'>;

/** @throws BlockedGradientError when the decoder has nodes without a gradient */
export async function prepareChange(
  { graphs, pixelGrid }: Model,
  train: readonly Sample[],
  sought: SoughtChange,
  start: Float32Array,
  size: BatchSize,
): Promise<PreparedAttack> {
  const people = groupPeople(train);
  if (people.length === 0)
    throw new AttackInputError('no training subject has an image', 'Give the probe a forget set with images.');
  const { length } = graphs.encodeText(people.flat(2));
  const session = await graphs.open(stepGraph({ graphs, pixelGrid }, sought, size, length));
  const float = (dims: readonly number[], data: Float32Array) => tensor('float32', dims, data);
  const nothing = () => new Float32Array(start.length);
  return {
    people,
    start: { delta: start, moments: Object.fromEntries(adamDescent.state.map((name) => [name, nothing()])) },
    batchSize: size,
    async step(batch, from, { step, alpha }) {
      const scalars = Object.entries({ ...adamDescent.scalars(step), alpha, epsilon: Infinity });
      const results = await session.run({
        ...graphs.encodeText(
          batch.flatMap(({ samples }) => samples),
          length,
        ).feeds,
        ...Object.fromEntries(scalars.map(([name, value]) => [name, float([], Float32Array.of(value))])),
        ...Object.fromEntries(Object.entries(from.moments).map(([name, data]) => [name, float(sought.dims, data)])),
        images: pixelTensor(batch.map(({ image }) => image)),
        delta: float(sought.dims, from.delta),
      });
      const loss = floats(results['loss'])[0] ?? Number.NaN;
      return {
        position: {
          delta: sought.project(floats(results['next_delta'])),
          moments: Object.fromEntries(adamDescent.state.map((name) => [name, floats(results[`next_${name}`])])),
        },
        terms: [{ term: 'adversarial', loss, gradientNorm: floats(results['gradient_norm'])[0] ?? Number.NaN }],
      };
    },
    close: () => session.close(),
  };
}

/** L = −Σ log p(answer token) / their number, and one step of Adam against ∂L/∂change. */
function stepGraph({ graphs, pixelGrid }: Model, sought: SoughtChange, size: BatchSize, length: number): GraphBuilder {
  const { images, questions } = size;
  const g = new GraphBuilder();
  const pixels = g.input('images', 'float32', [images, 3, pixelGrid.height, pixelGrid.width]);
  const rows = Array.from({ length: images * questions }, (_, row) => Math.floor(row / questions));
  const shown = g.gather(graphs.imageFeatures(g, pixels), rows, 0);
  const change = g.input('delta', 'float32', sought.dims);
  const { features, ...read } = sought.inGraph(g, shown, change);
  const scores = graphs.answerLogProbabilities(g, features, { sequences: rows.length, length, ...read });
  const sum = (value: Value) => g.reduceSum(value, null, false);
  const loss = g.neg(g.div(sum(scores.tokens), sum(scores.mask)));
  const [slope] = gradient(g, loss, [change]) as [Value];
  g.output(loss, 'loss');
  g.output(g.sqrt(sum(g.mul(slope, slope))), 'gradient_norm');
  g.output(adamDescent.build(g, change, slope), 'next_delta');
  return g;
}

function floats(result: Tensor | undefined): Float32Array {
  if (result?.dtype !== 'float32') throw new TypeError('embedding step: an output is not float32');
  return result.data;
}
