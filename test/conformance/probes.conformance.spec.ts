/** What every probe must do on any model: repeat itself, keep to ε and to its estimate, stop when told, clean up. */
import { permuteAnswers, type Candidate, type Probe } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { imageCodec, type RgbImage } from '@palimpsest/datasets';
import { Rng } from '@palimpsest/tensor';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { distance, perturb, project, throughPng } from '../../libs/audit/src/engine/perturb.js';
import { countSessions, type SessionCounter } from '../support/count-sessions.js';
import { describeParameters, smallParams } from './small-params.js';
import { openTinyWorld, savingTo, type TinyWorld } from './tiny-world.js';

let sessions: SessionCounter;
let world: TinyWorld;
beforeAll(async () => {
  sessions = await countSessions();
  world = await openTinyWorld();
});
afterAll(async () => {
  await world.close();
  await sessions.stop();
});

/** What is left of a candidate once it was asked and closed. */
interface Yielded extends Pick<Candidate, 'variant' | 'use' | 'steps' | 'curves'> {
  readonly delta: Float32Array | null;
  readonly answers: Answers;
}

async function run(
  probe: Probe,
  params: Record<string, unknown>,
  { seed = 1, ...changes }: { seed?: number } & Parameters<TinyWorld['probeContext']>[2] = {},
): Promise<readonly Yielded[]> {
  const defenses = world.defenses();
  const found: Yielded[] = [];
  try {
    for await (const candidate of probe.run(world.probeContext(seed, defenses, changes), params)) {
      const { variant, use, steps, curves, model, perturbation } = candidate;
      const answers = await ask(candidate, seed);
      await model?.close();
      const optional = { ...(use && { use }), ...(steps !== undefined && { steps }), ...(curves && { curves }) };
      found.push({ variant, ...optional, delta: perturbation?.delta ?? null, answers });
    }
  } finally {
    await defenses.close();
  }
  return found;
}

/** As the runner asks, of people whom the probe never saw: replies, likeliest values, membership scores. */
type Answers = Awaited<ReturnType<typeof ask>>;

async function ask({ embeddings, rephrase, sampling, membership, ...candidate }: Candidate, seed: number) {
  const own = candidate.model ?? world.model;
  const model = embeddings ? own.graphs.withEmbeddings(embeddings) : own;
  const heldOut = world.samples.slice(12);
  const wordings = heldOut.map((sample) => (rephrase ? rephrase({ ...sample, paraphrases: ['job ?'] }) : sample));
  const asked = wordings.flatMap((wording, at) => (wording ? [{ wording, choices: heldOut[at]?.choices ?? [] }] : []));
  const prompts = asked.map(({ wording }) => wording);
  const options = { maxNewTokens: 4, ...(sampling && { sampling: { ...sampling, seed: `${seed}` } }) };
  return {
    replies: await model.generate(prompts, options),
    choices: await model.choiceLogProbabilities(
      prompts,
      asked.map(({ choices }) => choices),
    ),
    membership: (await membership?.(heldOut, () => undefined)) ?? null,
  };
}

/** δ of the candidates that are scored. */
const deltas = (found: readonly Yielded[]) =>
  found.flatMap(({ delta, use }) => (delta && use !== 'unbounded-check' ? [delta] : []));
const images = () =>
  [...new Set(world.samples.map(({ image }) => image))].filter((image): image is RgbImage => !!image);

describe.each(catalog.probes.map((probe) => [probe.id, probe] as const))('%s', (_, probe) => {
  const small = smallParams(probe.params);
  const has = (name: string) => name in describeParameters(probe.params);
  beforeEach(() => sessions.reset());

  it('gives the same bytes for the same seed, and others for another when it is seeded', async () => {
    const found = await run(probe, small);
    expect(await run(probe, small)).toEqual(found);
    if (probe.seeded) expect(await run(probe, small, { seed: 2 })).not.toEqual(found);
  });

  if (probe.permutedControl) {
    it('finds something else when it is shown other people’s answers', async () => {
      const permuted = permuteAnswers(world.samples, new Rng('permuted'));
      const shown = { train: permuted.slice(0, 12), validation: permuted.slice(12) };
      expect(await run(probe, small, shown)).not.toEqual(await run(probe, small));
    });
  }

  it('yields no more than it announces, each variant once, something to score', async () => {
    const { candidates, gradientSteps } = probe.estimate(small);
    const found = await run(probe, small);
    expect(found.length).toBeLessThanOrEqual(candidates);
    expect(new Set(found.map(({ variant }) => variant)).size).toBe(found.length);
    expect(found.some(({ use }) => use !== 'unbounded-check')).toBe(true);
    expect(found.reduce((sum, { steps = 0 }) => sum + steps, 0)).toBeLessThanOrEqual(gradientSteps);
  });

  it('closes what it opens and leaves model and images as they were', async () => {
    const bytes = images().map(({ data }) => data.slice());
    const ask = () => world.model.generate(world.samples, { maxNewTokens: 4 });
    const answers = await ask();
    const before = await sessions.count();
    await run(probe, small);
    const after = await sessions.count();
    expect(after.closed - before.closed).toBe(after.opened - before.opened);
    expect(after.folders).toBe(before.folders);
    expect(images().map(({ data }) => data)).toEqual(bytes);
    expect(await ask()).toEqual(answers);
  });

  if (probe.epsilon(small) !== null) {
    it.each(['4/255', '12/255', 0.01])('stays within ε = %s, also after 8 bits and a PNG file', async (given) => {
      const params = smallParams(probe.params, { epsilon: given, ...(has('steps') && { steps: 12 }) });
      const epsilon = probe.epsilon(params) ?? 0;
      const found = deltas(await run(probe, params));
      expect(found.length).toBeGreaterThan(0);
      for (const delta of found) {
        expect(project(delta, epsilon).violated).toBe(false);
        for (const image of images()) {
          const seen = await throughPng(perturb(image, delta, epsilon), imageCodec);
          expect(distance(image, seen)).toBeLessThanOrEqual(epsilon + 1e-9);
        }
      }
      expect(found.some((delta) => delta.some((value) => value !== 0))).toBe(true);
    });

    it('changes nothing when ε is 0 or no step may be taken', async () => {
      const budgets = [{ epsilon: 0 }, ...(has('steps') ? [{ steps: 0 }] : [])];
      for (const budget of budgets) {
        for (const delta of deltas(await run(probe, smallParams(probe.params, budget)))) {
          expect(delta.every((value) => Math.abs(value) === 0)).toBe(true);
        }
      }
    });
  }

  if (probe.estimate(small).gradientSteps > 0) {
    it('stops between steps when it is cancelled', async () => {
      const stop = new AbortController();
      let steps = 0;
      const progress = () => {
        steps++;
        stop.abort();
      };
      const cancelled = run(probe, smallParams(probe.params, {}, 4), { signal: stop.signal, progress });
      await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
      expect(steps).toBe(1);
      const { opened, closed } = await sessions.count();
      expect(closed).toBe(opened);
    });

    it('does not start when it is cancelled before', async () => {
      await expect(run(probe, small, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('goes on from a saved state to the same bytes', async () => {
      const params = smallParams(probe.params, {}, 4);
      const whole = await run(probe, params);
      const states: Uint8Array[] = [];
      const stop = new AbortController();
      const progress = (step: number) => step >= 2 && stop.abort();
      await run(probe, params, { signal: stop.signal, progress, checkpointing: savingTo(states, 1) }).catch(() => null);
      const resumed = await run(probe, params, { checkpointing: savingTo(states, 1) });
      expect(resumed).toEqual(whole);
    });
  }
});
