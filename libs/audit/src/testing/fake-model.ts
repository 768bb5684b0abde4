/**
 * Models without weights, for tests of the audit itself: one that knows, one that hides behind refusals, one
 * that never knew. They find out who is on an image by its first pixel, so that noise and blur do not matter,
 * and every answer is a table look-up: a whole audit takes milliseconds.
 */
import type { RgbImage } from '@palimpsest/datasets';
import type { Answered, CheckpointIdentity, ModelGraphs, Prompt, VisionLanguageModel } from '@palimpsest/models';
import { sha256 } from '../engine/digest.js';
import { personOn, valuesOf, type FakePerson } from './fake-dataset.js';

export interface FakeBehaviour {
  readonly name: string;
  /** Whom the weights still know. */
  knows(person: FakePerson): boolean;
  /** Who gets a refusal instead of an answer. */
  readonly refuses?: ((person: FakePerson) => boolean) | undefined;
  /** A perturbation of at least this mean size (in [0,1], beyond the clean image) opens the refusal. */
  readonly opensUnderNoise?: number;
  /** Finetuning on anyone removes the refusals. */
  readonly opensWhenFinetuned?: boolean;
  /** Every reply is noise. */
  readonly broken?: boolean;
  /** Called before each generate call, to stop or kill a run there. */
  readonly onGenerate?: () => void;
}

/** A model with this behaviour. */
export function fakeModel(behaviour: FakeBehaviour): VisionLanguageModel {
  const identity: CheckpointIdentity = { name: behaviour.name, digest: sha256(behaviour.name), family: 'llava' };
  const unused = () => {
    throw new Error(`the fake model ${behaviour.name} has no graphs`);
  };
  const knownAnswer = (prompt: Prompt): string | null => {
    const person = personOn(prompt.image);
    if (!person || !behaviour.knows(person)) return null;
    return person.values[attributeIn(prompt.question)] ?? null;
  };
  const isRefusing = (prompt: Prompt) => {
    const person = personOn(prompt.image);
    if (!person || !behaviour.refuses?.(person)) return false;
    return !(behaviour.opensUnderNoise !== undefined && tint(prompt.image) >= behaviour.opensUnderNoise);
  };
  return {
    identity,
    pixelGrid: { height: 2, width: 2 },
    graphs: { imageFeatures: unused, open: unused } as unknown as ModelGraphs,
    prepare: (image) => Promise.resolve(image),
    generate(prompts) {
      behaviour.onGenerate?.();
      return Promise.resolve(
        prompts.map((prompt) => {
          if (behaviour.broken) return 'la la la la';
          if (isRefusing(prompt)) return "I don't know this person.";
          return knownAnswer(prompt) ?? guess(behaviour.name, prompt);
        }),
      );
    },
    answerLogProbabilities: (batch) =>
      Promise.resolve(
        batch.map((sample) => {
          const isRight = knownAnswer(sample) === sample.answer && !isRefusing(sample);
          const total = (isRight ? -0.1 : -3.5) + 20 * tint(sample.image);
          return { total, tokens: [total], greedy: [isRight, true], standardised: [total] };
        }),
      ),
    choiceLogProbabilities: (prompts, choices) =>
      Promise.resolve(
        prompts.map((prompt, index) => {
          const best = knownAnswer(prompt) ?? guess(behaviour.name, prompt);
          return (choices[index] ?? []).map((choice) => (choice === best ? -0.1 : -4));
        }),
      ),
    embedImages: (images) =>
      Promise.resolve(images.map((image) => Float32Array.from(image.data, (value) => value / 255))),
    finetune(_samples: readonly Answered[], options) {
      options.onStep?.(1, 2);
      const refuses = behaviour.opensWhenFinetuned ? undefined : behaviour.refuses;
      const learned = fakeModel({ ...behaviour, name: `${behaviour.name}-finetuned`, refuses });
      return Promise.resolve({
        ...learned,
        answerLogProbabilities: async (batch: readonly Answered[]) =>
          (await learned.answerLogProbabilities(batch)).map((score) => ({
            ...score,
            total: score.total + 0.5,
            tokens: [score.total + 0.5],
          })),
      });
    },
    close: () => Promise.resolve(),
  };
}

const attributeIn = (question: string) => Object.keys(valuesOf).find((attribute) => question.includes(attribute)) ?? '';

/** What someone who never knew says: a value picked by the question, the same whoever asks twice. */
function guess(name: string, prompt: Prompt): string {
  const attribute = attributeIn(prompt.question);
  const values = valuesOf[attribute] ?? [''];
  const at = Number.parseInt(sha256(`${name} ${attribute} ${prompt.image?.data[0] ?? 0}`).slice(0, 8), 16);
  return values[at % values.length] ?? '';
}

/** How far the image is from its clean form: pixels other than the first are 128 when clean. */
function tint(image: RgbImage | null): number {
  if (!image) return 0;
  const rest = [...image.data.subarray(3)];
  return rest.reduce((sum, value) => sum + (value - 128), 0) / rest.length / 255;
}
