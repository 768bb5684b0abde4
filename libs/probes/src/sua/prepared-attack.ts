/**
 * The attack step, compiled and ready: turns a batch of people into feeds, runs the step, reads
 * the results. One per unit of work; the bounded attack and the unbounded check share it, ε being an input.
 */
import type { Sample } from '@palimpsest/audit';
import type { VisionLanguageModel } from '@palimpsest/models';
import { tensor, zeros, type Tensor } from '@palimpsest/tensor';
import { AttackInputError } from '../universal-noise/attack-input-error.js';
import { openAttackStep } from './attack-session.js';
import type { AttackStepSpec } from './attack-step.js';
import { groupPeople } from '../universal-noise/batches.js';
import type { Position, PreparedAttack } from '../universal-noise/attack.js';
import { pixelTensor } from '../pixels/pixel-tensors.js';
import { updateRules, type UpdateRule } from '../universal-noise/update-rule.js';

export type AttackShape = Pick<
  AttackStepSpec,
  'images' | 'questionsPerImage' | 'weights' | 'denoise' | 'behaviour' | 'recompute'
> & {
  readonly update: UpdateRule['id'];
  /** Images that go through the network together, at most; all unless given. */
  readonly imagesPerPass?: number;
};

/**
 * @throws AttackInputError when no training sample shows an image
 * @throws RangeError when the images do not divide into passes
 * @throws BlockedGradientError when the model has nodes without a gradient
 */
export async function prepareAttack(
  model: VisionLanguageModel,
  train: readonly Sample[],
  shape: AttackShape,
): Promise<PreparedAttack> {
  const people = groupPeople(train);
  if (people.length === 0) {
    throw new AttackInputError('no training subject has an image', 'Give the probe a forget set with images.');
  }
  const { graphs, pixelGrid: grid } = model;
  const update = updateRules[shape.update];
  const textLength = graphs.encodeText(people.flat(2)).length;
  const spec = { ...shape, model: graphs, grid, textLength, update };
  const session = await openAttackStep((graph) => graphs.open(graph), spec, shape.imagesPerPass);
  const { terms, sequences } = session;
  const dims = [1, 3, grid.height, grid.width];
  const copies = sequences / (shape.images * shape.questionsPerImage);
  return {
    people,
    start: start(dims, update),
    batchSize: { images: shape.images, questions: shape.questionsPerImage },
    async step(batch, from, { step, alpha, epsilon }) {
      const samples = batch.flatMap((asked) => asked.samples);
      const text = graphs.encodeText(Array.from({ length: copies }, () => samples).flat(), textLength);
      const results = await session.run({
        ...text.feeds,
        ...scalars({ alpha, epsilon, ...update.scalars(step) }),
        images: pixelTensor(batch.map(({ image }) => image)),
        delta: tensor('float32', dims, from.delta),
        ...tensors(from.moments, dims),
      });
      return {
        position: {
          delta: floats(results['next_delta']),
          moments: Object.fromEntries(update.state.map((name) => [name, floats(results[`next_${name}`])])),
        },
        terms: terms.map((term) => ({
          term,
          loss: floats(results[`loss_${term}`])[0] ?? Number.NaN,
          gradientNorm: floats(results[`gradient_norm_${term}`])[0] ?? Number.NaN,
        })),
      };
    },
    close: () => session.close(),
  };
}

function start(dims: readonly number[], update: UpdateRule): Position {
  const nothing = () => zeros('float32', dims).data;
  return { delta: nothing(), moments: Object.fromEntries(update.state.map((name) => [name, nothing()])) };
}

function scalars(values: Readonly<Record<string, number>>): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, tensor('float32', [], Float32Array.of(value))]),
  );
}

function tensors(values: Position['moments'], dims: readonly number[]): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(values).map(([name, data]) => [name, tensor('float32', dims, data)]));
}

function floats(result: Tensor | undefined): Float32Array {
  if (result?.dtype !== 'float32') throw new TypeError('attack step: an output is not float32');
  return result.data;
}
