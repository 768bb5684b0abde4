/** A plug-in of each kind that needs no model: what the fakes are asked with, attacked with and defended by. */
import { z } from 'zod';
import { defineDefense } from '../plugins/defense.js';
import { defineDetector } from '../plugins/detector.js';
import { defineProbe, type ProbeContext } from '../plugins/probe.js';

const common = {
  version: 1,
  title: 'Test',
  goal: 'test',
  reference: 'none',
  access: 'gradient',
  tier: 3,
  purpose: 'confirmatory',
  examinedOn: ['fake'],
  attackClasses: ['exfiltration'],
  runsOn: ['target', 'reference'],
  permutedControl: false,
} as const;

/** Asks plainly, freely and constrained. */
export const direct = defineProbe({
  ...common,
  id: 'direct',
  tier: 0,
  asks: ['free', 'choice'],
  runsOn: ['target', 'original', 'reference'],
  crossFitted: false,
  seeded: false,
  params: z.strictObject({}),
  epsilon: () => null,
  estimate: () => ({ candidates: 1, gradientSteps: 0 }),
  async *run() {
    yield await Promise.resolve({ variant: 'clean' });
  },
});

/** Brightens step by step, saving its state, as an optimiser would. */
export const brighten = (hook: (step: number, context: ProbeContext) => void = () => undefined) =>
  defineProbe({
    ...common,
    id: 'brighten',
    asks: ['free'],
    crossFitted: true,
    seeded: true,
    permutedControl: true,
    params: z.strictObject({
      epsilon: z.number().default(8 / 255),
      size: z.number().default(0.02),
      steps: z.int().default(6),
    }),
    epsilon: (params) => params.epsilon,
    estimate: (params) => ({ candidates: 1, gradientSteps: params.steps }),
    async *run(context, params) {
      const saved = await context.checkpointing.load();
      const start = saved ? (saved[0] ?? 0) : 0;
      for (let step = start; step < params.steps; step++) {
        hook(step, context);
        context.progress(step + 1, params.steps, 'brightening');
        await context.checkpointing.save(Uint8Array.of(step + 1));
      }
      const points = Array.from({ length: params.steps }, (_, step) => ({ step, value: 1 / (step + 1) }));
      yield {
        variant: 'brighter',
        perturbation: { delta: Float32Array.from({ length: 12 }, (_, index) => (index % 4 === 0 ? 0 : params.size)) },
        steps: params.steps,
        curves: [{ name: 'adversarial', quantity: 'gradient-norm' as const, points }],
      };
    },
  });

/** Changes nothing. */
export const identity = defineDefense({
  ...common,
  id: 'identity',
  params: z.strictObject({}),
  prepare: () => Promise.resolve({ apply: (images) => Promise.resolve(images), close: () => Promise.resolve() }),
});
/** Sees every brightened image. */
export const brightness = defineDetector({
  ...common,
  id: 'brightness',
  params: z.strictObject({}),
  prepare: () =>
    Promise.resolve({
      score: (images) => Promise.resolve(images.map((image) => image.data[5] ?? 0)),
      close: () => Promise.resolve(),
    }),
});
