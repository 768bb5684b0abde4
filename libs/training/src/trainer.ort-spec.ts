/** Steps against AdamW in plain numbers, resuming, and what happens when the loss is no number. */
import { GraphBuilder } from '@palimpsest/onnx';
import { fromNumbers, tensor } from '@palimpsest/tensor';
import { afterEach, describe, expect, it } from 'vitest';
import { createTrainer } from './trainer.js';
import type { Trainer } from './trainer.js';
import { TrainingError } from './training-error.js';

const optimiser = { kind: 'adamw', beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1, clipNorm: 0.5 } as const;
const start = { w: [0.5, -1, 2, 0.25], b: [0.1, -0.2] };
const opened: Trainer[] = [];

/** loss = mean((x·W + b − y)²) for x [3, 2], W [2, 2]. */
async function regression(): Promise<Trainer> {
  const g = new GraphBuilder();
  const x = g.input('x', 'float32', [3, 2]);
  const y = g.input('y', 'float32', [3, 2]);
  const w = g.constant('w', fromNumbers('float32', [2, 2], start.w));
  const b = g.constant('b', fromNumbers('float32', [2], start.b));
  const error = g.sub(g.add(g.matMul(x, w), b), y);
  const loss = g.reduceMean(g.mul(error, error), null, false);
  const metrics = { largest: g.reduceMax(g.abs(error), null, false) };
  const trainer = await createTrainer({ graph: g, loss, parameters: ['w', 'b'], optimiser, metrics, threads: 1 });
  opened.push(trainer);
  return trainer;
}

const xs = [1, 2, -1, 0.5, 0.25, -2];
const ys = [0.5, 1, 2, -1, 0, 0.75];
const feeds = { x: fromNumbers('float32', [3, 2], xs), y: fromNumbers('float32', [3, 2], ys) };

/** The same in plain numbers: parameters after `steps`, and the first loss. */
function plainAdamW(steps: number, rate: number) {
  const theta = [...start.w, ...start.b];
  const m = theta.map(() => 0);
  const v = theta.map(() => 0);
  let firstLoss = Number.NaN;
  for (let t = 1; t <= steps; t++) {
    const gradient = theta.map(() => 0);
    let loss = 0;
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 2; column++) {
        const [x0, x1] = [xs[row * 2]!, xs[row * 2 + 1]!];
        const error = x0 * theta[column]! + x1 * theta[2 + column]! + theta[4 + column]! - ys[row * 2 + column]!;
        loss += (error * error) / 6;
        gradient[column]! += (2 * error * x0) / 6;
        gradient[2 + column]! += (2 * error * x1) / 6;
        gradient[4 + column]! += (2 * error) / 6;
      }
    }
    if (t === 1) firstLoss = loss;
    const norm = Math.hypot(...gradient);
    const scale = Math.min(1, optimiser.clipNorm / (norm + 1e-6));
    gradient.forEach((raw, i) => {
      const g = raw * scale;
      m[i] = 0.9 * m[i]! + 0.1 * g;
      v[i] = 0.99 * v[i]! + 0.01 * g * g;
      const step = m[i] / (1 - 0.9 ** t) / (Math.sqrt(v[i] / (1 - 0.99 ** t)) + 1e-8) + 0.1 * theta[i]!;
      theta[i]! -= rate * step;
    });
  }
  return { theta, firstLoss };
}

const flat = (trainer: Trainer) => [...trainer.parameters().values()].flatMap((t) => [...t.data]);

afterEach(async () => {
  await Promise.all(opened.splice(0).map((trainer) => trainer.close()));
});

describe('createTrainer', () => {
  it('takes the steps that AdamW with clipping takes in plain numbers', async () => {
    const trainer = await regression();
    const first = await trainer.step(feeds, 0.05);
    for (let i = 1; i < 5; i++) await trainer.step(feeds, 0.05);
    const expected = plainAdamW(5, 0.05);
    expect(first.loss).toBeCloseTo(expected.firstLoss, 5);
    flat(trainer).forEach((value, i) => expect(value).toBeCloseTo(expected.theta[i]!, 5)); // float32
    expect(Object.keys(first.metrics)).toEqual(['largest']);
  });

  it('goes on from a saved state as if it had never stopped', async () => {
    const whole = await regression();
    for (let i = 0; i < 6; i++) await whole.step(feeds, 0.05);
    const before = await regression();
    for (let i = 0; i < 3; i++) await before.step(feeds, 0.05);
    const after = await regression();
    after.restore(before.state());
    for (let i = 0; i < 3; i++) await after.step(feeds, 0.05);
    expect(flat(after)).toEqual(flat(whole));
    expect(after.steps).toBe(6);
  });

  it('names the step whose loss is no number and keeps the parameters it had', async () => {
    const trainer = await regression();
    await trainer.step(feeds, 0.05);
    const good = flat(trainer);
    const broken = { ...feeds, x: tensor('float32', [3, 2], new Float32Array(6).fill(Number.NaN)) };
    await expect(trainer.step(broken, 0.05)).rejects.toThrow('step 2: the loss is NaN');
    expect(flat(trainer)).toEqual(good);
  });

  it('refuses parameters the graph does not have', async () => {
    const g = new GraphBuilder();
    const w = g.constant('w', fromNumbers('float32', [1], [1]));
    const loss = g.reduceSum(g.mul(w, w), null, false);
    const attempt = createTrainer({ graph: g, loss, parameters: ['v'], optimiser, threads: 1 });
    await expect(attempt).rejects.toThrow(TrainingError);
  });
});
