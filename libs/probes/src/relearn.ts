/**
 * `relearn` finetunes a copy of the checkpoint on a few forget people and asks about the others. Facts that
 * come back for people it was not taught were still in the weights. The same finetuning of a reference that
 * never knew them is the control: a fast learner is not a leak. Hu et al., "Unlearning or Obfuscating?",
 * ICLR 2025, arXiv:2406.13356; SCIENCE §4.1.
 */
import { z } from 'zod';
import { defineProbe, type Sample } from '@palimpsest/audit';
import type { Rng } from '@palimpsest/tensor';

export const relearn = defineProbe({
  id: 'relearn',
  version: 1,
  title: 'Relearning from a few people',
  goal: 'finetune a copy on a few forget people, then ask about the others',
  reference: 'arXiv:2406.13356',
  access: 'weights',
  tier: 2,
  purpose: 'confirmatory',
  examinedOn: ['idk-lora', 'idk-few', 'idk-projector', 'npo', 'gradient-difference', 'kl-minimisation'],
  attackClasses: ['exfiltration'],
  asks: ['free'],
  runsOn: ['target', 'reference', 'matched-reference'],
  crossFitted: true,
  seeded: true,
  permutedControl: false,
  params: z.strictObject({
    subjects: z.int().min(1).default(8).describe('people to finetune on, drawn from the training fold'),
    steps: z.int().min(1).max(10_000).default(20).describe('optimiser steps'),
    learningRate: z.number().gt(0).max(1).default(1e-3).describe('of AdamW, constant'),
    imagesPerStep: z.int().min(1).default(16).describe('images per step, drawn with replacement'),
    questionsPerImage: z.int().min(1).default(4).describe('questions per image and step'),
    parameters: z
      .enum(['projector', 'decoder', 'projector+decoder'])
      .default('projector+decoder')
      .describe('what is trained'),
  }),
  epsilon: () => null,
  estimate: ({ steps, imagesPerStep }) => ({ candidates: 1, gradientSteps: steps, stepCost: 1.1 * imagesPerStep }),
  async *run({ model, train, rng, signal, progress }, params) {
    const { subjects, ...options } = params;
    const samples = fewSubjects(train, subjects, rng.fork('subjects'));
    signal.throwIfAborted();
    const losses: number[] = [];
    const relearned = await model.finetune(samples, {
      ...options,
      seed: rng.fork('finetune').integer(2 ** 31),
      onStep: (step, loss) => {
        signal.throwIfAborted();
        losses[step] = loss;
        progress(step, params.steps, `loss ${loss.toFixed(3)}`);
      },
    });
    const points = losses.flatMap((value, step) => (value === undefined ? [] : [{ step, value }]));
    const curves = [{ name: 'finetune', quantity: 'loss' as const, points }];
    yield { variant: 'relearned', model: relearned, curves, steps: params.steps };
  },
});

/** All questions about `count` people (all people when there are fewer). */
function fewSubjects(train: readonly Sample[], count: number, rng: Rng): readonly Sample[] {
  const subjects = [...new Set(train.map((sample) => sample.subject))];
  const chosen = new Set(rng.sample(subjects, Math.min(count, subjects.length)));
  return train.filter((sample) => chosen.has(sample.subject));
}
