/** Every loss against numbers worked out in plain arithmetic, and its gradient against finite differences. */
import { gradient } from '@palimpsest/autodiff';
import { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { fromNumbers } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { methods } from './roster.js';
import type { LossInputs, ScoredAnswers } from './unlearning-method.js';

// Two forget and two retain answers of at most two tokens over three words; row 1 and 3 have one token.
const logits = [
  ...[0.2, -1, 0.5, 1, 0, -0.5, 0.3, 0.3, -2, 9, 9, 9],
  ...[1.5, 0.1, 0, -0.2, 0.7, 0.4, 0, -1, 1, 7, 7, 7],
];
const labels = [0, 2, 1, 0, 0, 1, 2, 0];
const mask = [1, 1, 1, 0, 1, 1, 1, 0];
const startLogits = logits.map((x, i) => x + 0.3 * Math.sin(3 * i));
const weights = { retainWeight: 0.7, beta: 0.4 };
const [answers, tokens, words] = [4, 2, 3];

const logSoftmax = (row: readonly number[]) => {
  const sum = Math.log(row.reduce((total, x) => total + Math.exp(x), 0));
  return row.map((x) => x - sum);
};
const rowsOf = (all: readonly number[]) =>
  Array.from({ length: answers * tokens }, (_, i) => logSoftmax(all.slice(i * words, (i + 1) * words)));

function expected(): Record<string, number> {
  const [now, start] = [rowsOf(logits), rowsOf(startLogits)];
  const picked = (rows: number[][], i: number) => rows[i]![labels[i]!]! * mask[i]!;
  const mean = (of: (i: number) => number, from: number, to: number) => {
    const indices = Array.from({ length: to - from }, (_, i) => from + i);
    return indices.reduce((s, i) => s + of(i), 0) / indices.reduce((s, i) => s + mask[i]!, 0);
  };
  const forget = -mean((i) => picked(now, i), 0, 4);
  const retain = -mean((i) => picked(now, i), 4, 8);
  const divergence = mean(
    (i) => mask[i]! * start[i]!.reduce((s, p, v) => s + Math.exp(p) * (p - now[i]![v]!), 0),
    4,
    8,
  );
  const ratio = (row: number) => [0, 1].reduce((s, t) => s + picked(now, 2 * row + t) - picked(start, 2 * row + t), 0);
  const push = [0, 1].reduce((s, row) => s - (2 / 0.4) * Math.log(1 / (1 + Math.exp(0.4 * ratio(row)))), 0) / 2;
  return {
    'gradient-ascent': -forget,
    'gradient-difference': -forget + 0.7 * retain,
    'kl-minimisation': -forget + 0.7 * divergence,
    npo: push + 0.7 * retain,
    idk: forget + 0.7 * retain,
  };
}

function scored(g: GraphBuilder, x: Value, from: number, to: number): ScoredAnswers {
  const rows = (values: readonly number[], dims: number[]) => g.constant(null, fromNumbers('float64', dims, values));
  const part = g.slice(x, 0, from, to);
  const oneHot = labels.flatMap((label, i) => [0, 1, 2].map((word) => (word === label ? mask[i]! : 0)));
  const chosen = g.slice(rows(oneHot, [answers, tokens, words]), 0, from, to);
  return {
    tokens: g.reduceSum(g.mul(g.logSoftmax(part), chosen), [2], false),
    mask: g.slice(rows(mask, [answers, tokens]), 0, from, to),
    logits: part,
  };
}

function inputs(g: GraphBuilder, x: Value): LossInputs {
  const start = g.constant(null, fromNumbers('float64', [answers, tokens, words], startLogits));
  const frozen = (from: number, to: number) => ({
    tokens: scored(g, start, from, to).tokens,
    distributions: g.logSoftmax(g.slice(start, 0, from, to)),
  });
  return {
    forget: scored(g, x, 0, 2),
    retain: scored(g, x, 2, 4),
    forgetStart: frozen(0, 2),
    retainStart: frozen(2, 4),
  };
}

describe.each(methods)('$id', (method) => {
  async function open() {
    const g = new GraphBuilder({ floatType: 'float64' });
    const x = g.input('x', 'float64', [answers, tokens, words]);
    const loss = method.loss(g, inputs(g, x), weights);
    const [slope] = gradient(g, loss, [x]) as [Value];
    g.output(loss, 'loss');
    g.output(slope, 'slope');
    const session = await openSession({ graph: g }, { optimisation: 'disabled' });
    const at = async (values: readonly number[]) => {
      const result = await session.run({ x: fromNumbers('float64', [answers, tokens, words], values) });
      return { loss: Number(result['loss']!.data[0]), slope: Array.from(result['slope']!.data, Number) };
    };
    return { session, at };
  }

  it('is what its formula says', async () => {
    const { session, at } = await open();
    expect((await at(logits)).loss).toBeCloseTo(expected()[method.id]!, 9);
    await session.close();
  });

  it('has the gradient that finite differences have', async () => {
    const { session, at } = await open();
    const { slope } = await at(logits);
    const h = 1e-5;
    for (let i = 0; i < logits.length; i++) {
      const moved = async (by: number) => (await at(logits.map((x, k) => (k === i ? x + by : x)))).loss;
      expect(slope[i]).toBeCloseTo(((await moved(h)) - (await moved(-h))) / (2 * h), 7);
    }
    await session.close();
  });
});
