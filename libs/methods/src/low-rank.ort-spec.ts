/** Low-rank factors: no change at the start, and the merged matrix is what the wrapped graph computed. */
import { GraphBuilder } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { fromNumbers, Rng } from '@palimpsest/tensor';
import { createTrainer } from '@palimpsest/training';
import { describe, expect, it } from 'vitest';
import { withLowRank } from './low-rank.js';

function product(w: readonly number[]): GraphBuilder {
  const g = new GraphBuilder();
  const x = g.input('x', 'float32', [2, 3]);
  g.output(g.matMul(x, g.constant('w', fromNumbers('float32', [3, 4], w))), 'y');
  return g;
}

const matrix = Array.from({ length: 12 }, (_, i) => Math.sin(i));
const x = fromNumbers('float32', [2, 3], [1, -2, 0.5, 0.25, 1, 3]);

async function run(graph: GraphBuilder): Promise<number[]> {
  const session = await openSession({ graph });
  const { y } = await session.run({ x });
  await session.close();
  return Array.from(y!.data, Number);
}

describe('withLowRank', () => {
  it('starts at the untouched model', async () => {
    const wrapped = withLowRank(product(matrix), ['w'], { rank: 2, alpha: 4 }, new Rng(1));
    wrapped.graph.output(wrapped.outputs['y']!, 'y');
    expect(await run(wrapped.graph)).toEqual(await run(product(matrix)));
  });

  it('merges trained factors into the matrix the training saw', async () => {
    const wrapped = withLowRank(product(matrix), ['w'], { rank: 2, alpha: 4 }, new Rng(1));
    const g = wrapped.graph;
    const y = wrapped.outputs['y']!;
    const trainer = await createTrainer({
      graph: g,
      loss: g.reduceMean(g.mul(y, y), null, false),
      parameters: wrapped.parameters,
      optimiser: { kind: 'adamw', beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0 },
      threads: 1,
    });
    let last = Number.NaN;
    for (let step = 0; step < 20; step++) last = (await trainer.step({ x }, 0.05)).loss;
    const { data } = wrapped.merge(trainer.parameters()).get('w')!;
    const after = (await trainer.step({ x }, 0)).loss;
    await trainer.close();
    const outputs = await run(product(Array.from(data)));
    expect(after).toBeLessThan(last * 1.01);
    expect(outputs.reduce((sum, value) => sum + value * value, 0) / outputs.length).toBeCloseTo(after, 5);
  });
});
