/** Every loss against numbers worked out in plain arithmetic, and its gradient against finite differences. */
import { gradient } from '@palimpsest/autodiff';
import { GraphBuilder } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { readFileSync } from 'node:fs';
import { fromNumbers } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { methods } from './roster.js';
import type { FrozenScores, LossInputs, ScoredAnswers } from './unlearning-method.js';

// Two forget and two retain answers of at most two tokens over three words; row 1 and 3 have one token.
const logits = [
  ...[0.2, -1, 0.5, 1, 0, -0.5, 0.3, 0.3, -2, 9, 9, 9],
  ...[1.5, 0.1, 0, -0.2, 0.7, 0.4, 0, -1, 1, 7, 7, 7],
];
const labels = [0, 2, 1, 0, 0, 1, 2, 0];
const mask = [1, 1, 1, 0, 1, 1, 1, 0];
const startLogits = logits.map((x, i) => x + 0.3 * Math.sin(3 * i));
const weights = { retainWeight: 0.7, beta: 0.4, margin: 0.3, steering: 2 };
/** Words of the refusals in the place of the forget answers. */
const refusedLabels = [1, 0, 2, 0];
const direction = [0.6, 0, 0.8];
/** Stands for a hidden state: three wide, and the loss depends on it through the same numbers. */
const hiddenOf = (x: number) => 2 * Math.tanh(x);
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
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const perAnswer = (of: (row: number) => number) => [0, 1].reduce((s, row) => s + of(row), 0) / 2;
  const preferences = (of: (row: number) => number) => perAnswer((row) => -(2 / 0.4) * Math.log(sigmoid(of(row))));
  const tokensOf = (row: number) => [2 * row, 2 * row + 1];
  const lengthOf = (row: number) => tokensOf(row).reduce((s, i) => s + mask[i]!, 0);
  const lossOf = (row: number) => -tokensOf(row).reduce((s, i) => s + picked(now, i), 0) / lengthOf(row);
  const refusedRatio = (row: number) =>
    tokensOf(row).reduce((s, i) => s + (now[i]![refusedLabels[i]!]! - start[i]![refusedLabels[i]!]!) * mask[i]!, 0);
  const teacher = (i: number) => {
    const lowered = start[i]!.map((p, v) => p - (v === labels[i] ? 0.4 : 0));
    return logSoftmax(lowered).map(Math.exp);
  };
  const distilled = mean((i) => -mask[i]! * teacher(i).reduce((s, q, v) => s + q * now[i]![v]!, 0), 0, 4);
  const weighted = mean((i) => (mask[i]! * Math.exp(0.4 * picked(now, i))) / 0.4, 0, 4);
  const states = (all: readonly number[], i: number) => all.slice(i * words, (i + 1) * words).map(hiddenOf);
  const distance = (i: number, target: readonly number[]) =>
    (mask[i]! * states(logits, i).reduce((s, h, k) => s + (h - target[k]!) ** 2, 0)) / words;
  const steered = mean(
    (i) =>
      distance(
        i,
        direction.map((u) => 2 * u),
      ),
    0,
    4,
  );
  const held = mean((i) => distance(i, states(startLogits, i)), 4, 8);
  return {
    'gradient-ascent': -forget,
    'gradient-difference': -forget + 0.7 * retain,
    'kl-minimisation': -forget + 0.7 * divergence,
    npo: preferences((row) => -0.4 * ratio(row)) + 0.7 * retain,
    'sim-npo': preferences((row) => 0.4 * (lossOf(row) - 0.3)) + 0.7 * retain,
    dpo: preferences((row) => 0.4 * (refusedRatio(row) - ratio(row))) + 0.7 * retain,
    idk: forget + 0.7 * retain,
    rmu: steered + 0.7 * held,
    undial: distilled + 0.7 * retain,
    wga: weighted + 0.7 * retain,
    'mm-unlearner': -forget + 0.7 * retain,
    'random-answers': forget + 0.7 * retain,
    gibberish: forget + 0.7 * retain,
    'retain-finetuning': 0.7 * retain,
  };
}

interface Golden {
  readonly loss: number;
  /** By the 24 logits. */
  readonly slope: readonly number[];
}
const golden = JSON.parse(readFileSync(new URL('./golden/losses.json', import.meta.url), 'utf8')) as Record<
  string,
  Golden
>;

function scored(g: GraphBuilder, x: Value, from: number, to: number, chosen = labels): ScoredAnswers {
  const rows = (dtype: 'float64' | 'int64', values: readonly number[], dims: number[]) =>
    g.slice(g.constant(null, fromNumbers(dtype, dims, values)), 0, from, to);
  const part = g.slice(x, 0, from, to);
  const oneHot = labels.flatMap((_, i) => [0, 1, 2].map((word) => (word === chosen[i] ? mask[i]! : 0)));
  const marks = rows('float64', oneHot, [answers, tokens, words]);
  return {
    tokens: g.reduceSum(g.mul(g.logSoftmax(part), marks), [2], false),
    mask: rows('float64', mask, [answers, tokens]),
    logits: part,
    labels: rows('int64', [...chosen, ...labels.slice(chosen.length)], [answers, tokens]),
    hidden: g.mul(g.tanh(part), 2),
  };
}

function inputs(g: GraphBuilder, x: Value): LossInputs {
  const start = g.constant(null, fromNumbers('float64', [answers, tokens, words], startLogits));
  const frozen = (from: number, to: number, chosen = labels): FrozenScores => {
    const { tokens, logits, hidden } = scored(g, start, from, to, chosen);
    return { tokens, distributions: g.logSoftmax(logits), hidden };
  };
  return {
    forget: scored(g, x, 0, 2),
    refused: scored(g, x, 0, 2, refusedLabels),
    retain: scored(g, x, 2, 4),
    forgetStart: frozen(0, 2),
    refusedStart: frozen(0, 2, refusedLabels),
    retainStart: frozen(2, 4),
    direction: g.constant(null, fromNumbers('float64', [3], direction)),
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

  it('has the value and the gradient that PyTorch gives the published formula', async () => {
    const { session, at } = await open();
    const { loss, slope } = await at(logits);
    const published = golden[method.id]!;
    expect(loss).toBeCloseTo(published.loss, 9);
    slope.forEach((value, i) => expect(value).toBeCloseTo(published.slope[i]!, 9));
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
