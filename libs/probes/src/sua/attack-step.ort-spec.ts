import { gradient } from '@palimpsest/autodiff';
import { GraphBuilder } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { Rng, toNumbers, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { buildAttackStep, type AttackStepSpec } from './attack-step.js';
import { alignmentLoss, answerLoss } from './losses.js';
import { floats, rowSmoother, tiny, tinyGraphs } from './testing/tiny-graphs.js';
import { feedsOf, half, images, questionsPerImage, size, specOf } from './testing/tiny-step.js';
import { adamDescent, signDescent } from '../universal-noise/update-rule.js';

async function run(graph: GraphBuilder, feeds: Record<string, Tensor>): Promise<Record<string, readonly number[]>> {
  const session = await openSession({ graph }, { optimisation: 'disabled' });
  try {
    const results = await session.run(feeds);
    return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, toNumbers(value)]));
  } finally {
    await session.close();
  }
}

async function runStep(change: Partial<AttackStepSpec> = {}, edges = false) {
  const spec = specOf(change);
  const step = buildAttackStep(spec);
  const feeds = feedsOf(spec, step.sequences, edges);
  const results = await run(step.graph, feeds);
  const before = toNumbers(feeds.delta);
  const direction = (results['next_delta'] ?? []).map((after, at) => (before[at] ?? 0) - after);
  return { step, feeds, results, direction };
}

/** L(δ + t·v) through the step's own losses. */
async function lossAlong(direction: readonly number[], t: number, weights: AttackStepSpec['weights']) {
  const spec = specOf({ weights });
  const step = buildAttackStep(spec);
  const feeds = feedsOf(spec, step.sequences);
  const moved = toNumbers(feeds.delta).map((value, at) => value + t * (direction[at] ?? 0));
  const results = await run(step.graph, { ...feeds, delta: floats('float64', [1, 3, 8, 8], moved) });
  const of = (term: string) => results[`loss_${term}`]?.[0] ?? 0;
  return of('adversarial') + weights.denoised * of('denoised') + weights.alignment * of('alignment');
}

const norm = (values: readonly number[]) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

describe('buildAttackStep', () => {
  it('has the gradient of the whole loss: fourth-order central differences in float64', async () => {
    const weights = { denoised: 1, alignment: 0.7 };
    const { direction: gradientOfLoss } = await runStep();
    const rng = new Rng('direction');
    const v = gradientOfLoss.map(() => rng.normal());
    const h = 1e-4;
    const at = (t: number) => lossAlong(v, t, weights);
    const numeric = (8 * ((await at(h)) - (await at(-h))) - ((await at(2 * h)) - (await at(-2 * h)))) / (12 * h);
    const analytic = gradientOfLoss.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);
    expect(Math.abs(analytic - numeric)).toBeLessThan(1e-8 * Math.abs(numeric) + 1e-10);
  });

  it('has a live alignment gradient', async () => {
    const { step, results } = await runStep();
    expect(step.terms).toEqual(['adversarial', 'denoised', 'alignment']);
    for (const term of step.terms) expect(results[`gradient_norm_${term}`]?.[0]).toBeGreaterThan(1e-6);
    expect(results['loss_alignment']?.[0]).toBeGreaterThan(-1);
    expect(results['loss_alignment']?.[0]).toBeLessThan(0);
  });

  it('lets the alignment term move δ', async () => {
    const [withIt, without] = [await runStep(), await runStep({ weights: { denoised: 1, alignment: 0 } })];
    const change = withIt.direction.map((value, at) => value - (without.direction[at] ?? 0));
    expect(norm(change) / 0.7).toBeCloseTo(withIt.results['gradient_norm_alignment']?.[0] ?? 0, 10);
  });

  it('gives each term the gradient it has when differentiated alone', async () => {
    const { results, feeds } = await runStep({}, true);
    const g = new GraphBuilder({ floatType: 'float64' });
    const pictures = g.input('images', 'float64', [images, 3, 8, 8]);
    const delta = g.input('delta', 'float64', [1, 3, 8, 8]);
    const perturbed = g.clip(g.add(pictures, delta), 0, 1);
    const batch = g.concat([perturbed, rowSmoother(g, perturbed)], 0);
    const features = tinyGraphs().imageFeatures(g, batch);
    const wide = g.expand(g.unsqueeze(features, [1]), [2 * images, questionsPerImage, tiny.tokens, tiny.hidden]);
    const perQuestion = g.reshape(wide, [2 * half, tiny.tokens, tiny.hidden]);
    const text = { sequences: 2 * half, length: tiny.textLength };
    const scores = tinyGraphs().answerLogProbabilities(g, perQuestion, text);
    const losses = {
      adversarial: answerLoss(g, scores, 0, half),
      denoised: answerLoss(g, scores, half, 2 * half),
      alignment: alignmentLoss(g, features, images),
    };
    for (const [term, loss] of Object.entries(losses)) {
      const [alone] = gradient(g, loss, [delta], { emit: 'portable' });
      g.output(alone!, `alone_${term}`);
    }
    const alone = await run(g, feeds);
    for (const term of Object.keys(losses)) {
      expect(results[`gradient_norm_${term}`]?.[0]).toBeCloseTo(norm(alone[`alone_${term}`] ?? []), 12);
    }
  });

  it('builds no D branch when both of its weights are 0', async () => {
    const { step, results } = await runStep({ weights: { denoised: 0, alignment: 0 }, denoise: null });
    expect({ terms: step.terms, sequences: step.sequences }).toEqual({ terms: ['adversarial'], sequences: half });
    expect(Object.keys(results).sort()).toEqual(['gradient_norm_adversarial', 'loss_adversarial', 'next_delta']);
  });

  it('reads answers from the images alone when only the alignment needs D', async () => {
    const { step, results } = await runStep({ weights: { denoised: 0, alignment: 1 } });
    const { results: both } = await runStep();
    expect(step.sequences).toBe(half);
    expect(results['loss_adversarial']?.[0]).toBeCloseTo(both['loss_adversarial']?.[0] ?? 0, 12);
    expect(results['gradient_norm_alignment']?.[0]).toBeCloseTo(both['gradient_norm_alignment']?.[0] ?? 0, 12);
  });

  it('refuses a term that needs a denoiser when there is none', () => {
    expect(() => buildAttackStep(specOf({ denoise: null }))).toThrow('no denoiser');
  });

  it('steps by α against the sign of the gradient and stays within ε', async () => {
    const { direction } = await runStep({ floatType: 'float32' });
    const { results, feeds } = await runStep({ floatType: 'float32', update: signDescent });
    const bound = Math.fround(12 / 255);
    const expected = toNumbers(feeds.delta).map((value, at) =>
      Math.min(bound, Math.max(-bound, value - Math.sign(direction[at] ?? 0) / 255)),
    );
    results['next_delta']?.forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? 0, 6));
    expect(Math.max(...(results['next_delta'] ?? []).map(Math.abs))).toBeLessThanOrEqual(bound);
  });

  it('follows Adam by its published formula', async () => {
    const { direction } = await runStep();
    const spec = specOf({ update: adamDescent });
    const step = buildAttackStep(spec);
    const zero = floats('float64', [1, 3, 8, 8], new Float64Array(size));
    const corrections = Object.entries(adamDescent.scalars(0)).map(([name, value]) => [
      name,
      floats('float64', [], [value]),
    ]);
    const feeds = {
      ...feedsOf(spec, step.sequences),
      ...(Object.fromEntries(corrections) as Record<string, Tensor>),
      first_moment: zero,
      second_moment: zero,
      epsilon: floats('float64', [], [1]),
    };
    const results = await run(step.graph, feeds);
    const before = toNumbers(feeds.delta);
    direction.forEach((value, at) => {
      // After one step from nothing the corrected moments are g and g².
      expect(results['next_delta']?.[at]).toBeCloseTo((before[at] ?? 0) - Math.sign(value) / 255, 9);
      expect(results['next_first_moment']?.[at]).toBeCloseTo(0.1 * value, 12);
    });
  });
});

describe("buildAttackStep with behaviour 'reference-code'", () => {
  it('has a dead alignment term: a loss, no gradient, no influence on δ', async () => {
    const published = await runStep({ behaviour: 'reference-code' });
    const without = await runStep({ behaviour: 'reference-code', weights: { denoised: 1, alignment: 0 } });
    expect(published.results['gradient_norm_alignment']).toEqual([0]);
    expect(published.results['loss_alignment']?.[0]).toBeLessThan(0);
    expect(published.direction).toEqual(without.direction);
  });

  it('does not clip x + δ, so pixels outside [0,1] change the loss', async () => {
    const published = await runStep({ behaviour: 'reference-code' }, true);
    const corrected = await runStep({}, true);
    expect(published.results['loss_adversarial']?.[0]).not.toBeCloseTo(
      corrected.results['loss_adversarial']?.[0] ?? 0,
      6,
    );
  });
});
