/** What both searches share: whom they ask about δ. How often a step asks is its move's own. */
import type { ProbeContext, Sample } from '@palimpsest/audit';
import type { VisionLanguageModel } from '@palimpsest/models';
import type { Rng } from '@palimpsest/tensor';
import { askedLoss } from './asked-loss.js';
import { AttackInputError } from '../universal-noise/attack-input-error.js';
import type { PreparedAttack } from '../universal-noise/attack.js';
import { groupPeople } from '../universal-noise/batches.js';

/** One step from δ, given the loss of the step's batch at any δ. */
export type Move = (
  from: Float32Array,
  lossAt: (delta: Float32Array) => Promise<number>,
  at: { readonly step: number; readonly alpha: number; readonly epsilon: number; readonly rng: Rng },
) => Promise<{ readonly delta: Float32Array; readonly loss: number; readonly gradientNorm: number | null }>;

export interface SearchSetting {
  readonly model: VisionLanguageModel;
  readonly train: readonly Sample[];
  readonly rng: Rng;
  readonly signal: ProbeContext['signal'];
}

/** @throws AttackInputError when no training sample shows an image */
export function prepareSearch(
  { model, train, rng, signal }: SearchSetting,
  { images, questions }: PreparedAttack['batchSize'],
  move: Move,
): PreparedAttack {
  const people = groupPeople(train);
  if (people.length === 0) {
    throw new AttackInputError('no training subject has an image', 'Give the probe a forget set with images.');
  }
  const { height, width } = model.pixelGrid;
  return {
    people,
    start: { delta: new Float32Array(3 * height * width), moments: {} },
    batchSize: { images, questions },
    async step(batch, from, at) {
      const lossAt = (delta: Float32Array) => {
        signal.throwIfAborted();
        return askedLoss(model, batch, delta);
      };
      const { delta, loss, gradientNorm } = await move(from.delta, lossAt, { ...at, rng: rng.fork(`step ${at.step}`) });
      return { position: { delta, moments: {} }, terms: [{ term: 'adversarial', loss, gradientNorm }] };
    },
    close: () => Promise.resolve(),
  };
}
