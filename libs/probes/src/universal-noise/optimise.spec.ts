import type { Checkpointing } from '@palimpsest/audit';
import { Rng } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { optimise, type Descent, type DescentRun } from './optimise.js';
import type { PreparedAttack } from './attack.js';

const image = { width: 1, height: 1, data: new Uint8Array(3) };
const sample = (subject: string, itemId: string) => ({
  ...{ subject, itemId, attribute: 'city', imageId: subject, image, question: '?', answer: '!', choices: null },
});

/** Pulls δ towards 0.3 with a momentum tensor; the batch tilts the pull, so the order of draws matters. */
function fakeAttack(): PreparedAttack & { steps: number } {
  const attack = {
    steps: 0,
    people: [0, 1, 2].map((person) => [[sample(`p${person}`, 'a'), sample(`p${person}`, 'b')]]),
    start: { delta: new Float32Array(4), moments: { velocity: new Float32Array(4) } },
    batchSize: { images: 2, questions: 1 },
    step: (
      batch: Parameters<PreparedAttack['step']>[0],
      from: Parameters<PreparedAttack['step']>[1],
      { alpha, epsilon }: Parameters<PreparedAttack['step']>[2],
    ) => {
      attack.steps++;
      const tilt = batch.filter(({ samples }) => samples[0]?.itemId === 'a').length / 10;
      const velocity = (from.moments['velocity'] ?? new Float32Array(4)).map(
        (v, i) => 0.5 * v + tilt + 0.3 - (from.delta[i] ?? 0),
      );
      const delta = from.delta.map((value, i) => Math.min(epsilon, value + alpha * (velocity[i] ?? 0)));
      const loss = from.delta.reduce((sum, value) => sum + (value - 0.3) ** 2, tilt);
      return Promise.resolve({
        position: { delta, moments: { velocity } },
        terms: [{ term: 'adversarial' as const, loss, gradientNorm: loss }],
      });
    },
    close: () => Promise.resolve(),
  };
  return attack;
}

const descent: Descent = {
  epsilon: 1,
  steps: 12,
  stepSize: { schedule: 'cosine', initial: 0.2, final: 0.01 },
  select: 'validation',
  validateEvery: 3,
};

function runOf(change: Partial<DescentRun> = {}): DescentRun {
  return {
    rng: new Rng('seed'),
    signal: new AbortController().signal,
    validation: (delta) => Promise.resolve(Math.abs((delta[0] ?? 0) - 0.25)),
    checkpointing: null,
    progress: () => undefined,
    ...change,
  };
}

/** Keeps the last state; aborts after so many saves. */
function memory(everySteps: number, controller?: AbortController, killAfter = Infinity): Checkpointing {
  let stored: Uint8Array | null = null;
  let saves = 0;
  return {
    everySteps,
    load: () => Promise.resolve(stored),
    save: (state) => {
      stored = Uint8Array.from(state);
      if (++saves === killAfter) controller?.abort();
      return Promise.resolve();
    },
  };
}

describe('optimise', () => {
  it('returns the same bytes for the same seed and others for another', async () => {
    const [one, two] = [await optimise(fakeAttack(), descent, runOf()), await optimise(fakeAttack(), descent, runOf())];
    const other = await optimise(fakeAttack(), { ...descent, select: 'last' }, runOf({ rng: new Rng('other') }));
    expect(one).toEqual(two);
    expect(other.delta).not.toEqual(one.delta);
  });

  it('ends with the same bytes after being killed and resumed', async () => {
    const uninterrupted = await optimise(fakeAttack(), descent, runOf({ checkpointing: memory(5) }));
    const controller = new AbortController();
    const checkpointing = memory(5, controller, 1);
    await expect(
      optimise(fakeAttack(), descent, runOf({ checkpointing, signal: controller.signal })),
    ).rejects.toThrow();
    const second = fakeAttack();
    const resumed = await optimise(second, descent, runOf({ checkpointing }));
    expect(resumed).toEqual(uninterrupted);
    expect(second.steps).toBe(descent.steps - 5);
  });

  it('takes no step when the saved run was complete', async () => {
    const checkpointing = memory(5);
    const first = await optimise(fakeAttack(), descent, runOf({ checkpointing }));
    const again = fakeAttack();
    expect(await optimise(again, descent, runOf({ checkpointing }))).toEqual(first);
    expect(again.steps).toBe(0);
  });

  it('refuses a state saved under other settings', async () => {
    const checkpointing = memory(5);
    await optimise(fakeAttack(), descent, runOf({ checkpointing }));
    const longer = optimise(fakeAttack(), { ...descent, steps: 13 }, runOf({ checkpointing }));
    await expect(longer).rejects.toThrow('belongs to other settings');
  });

  it('returns the δ that was best on the validation people, not the last', async () => {
    const { delta, curves } = await optimise(fakeAttack(), descent, runOf());
    const validation = curves.find(({ name }) => name === 'validation')?.points ?? [];
    expect(validation.map(({ step }) => step)).toEqual([0, 3, 6, 9, 12]);
    const best = Math.min(...validation.slice(1).map(({ value }) => value ?? Infinity));
    expect(Math.abs((delta[0] ?? 0) - 0.25)).toBeCloseTo(best, 12);
  });

  it('returns the last δ when there are no validation people', async () => {
    const { delta } = await optimise(fakeAttack(), descent, runOf({ validation: null }));
    expect(delta).toEqual((await optimise(fakeAttack(), { ...descent, select: 'last' }, runOf())).delta);
  });

  it('selects by the loss of a random batch when told to: the δ at which that loss was measured', async () => {
    const attack = fakeAttack();
    const step = attack.step.bind(attack);
    const measured: { delta: Float32Array; loss: number }[] = [];
    attack.step = async (batch, from, at) => {
      const taken = await step(batch, from, at);
      measured.push({ delta: from.delta, loss: taken.terms[0]?.loss ?? NaN });
      return taken;
    };
    const { delta } = await optimise(attack, { ...descent, select: 'batch-loss' }, runOf());
    expect(delta).toEqual(measured.reduce((best, entry) => (entry.loss < best.loss ? entry : best)).delta);
    expect(delta).not.toEqual(measured.at(-1)?.delta);
  });

  it('stops at the first loss that is no number and shows it as null', async () => {
    const attack = fakeAttack();
    const step = attack.step.bind(attack);
    attack.step = async (batch, from, at) => {
      const taken = await step(batch, from, at);
      return at.step < 4 ? taken : { ...taken, terms: [{ term: 'adversarial', loss: NaN, gradientNorm: 1 }] };
    };
    const { steps, delta, curves } = await optimise(attack, descent, runOf());
    expect(steps).toBe(4);
    expect(delta.every(Number.isFinite)).toBe(true);
    expect(curves.find(({ quantity, name }) => quantity === 'loss' && name === 'adversarial')?.points.at(-1)).toEqual({
      step: 4,
      value: null,
    });
  });

  it('reports every step', async () => {
    const seen: number[] = [];
    await optimise(fakeAttack(), descent, runOf({ progress: (step) => seen.push(step) }));
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });
});
