/**
 * Golden gradients of a whole vision-language model, held to PyTorch in float64 (golden/make-golden.py). Measured
 * with PyTorch's own float32: its largest relative error is of the same size.
 */
import { GraphBuilder } from '@palimpsest/onnx';
import { openSession, type SessionOptions } from '@palimpsest/runtime';
import { toNumbers, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { gradient, type GradientOptions } from './gradient-graph.js';
import { readGolden } from './testing/golden-file.js';
import { goldenGraph, type GoldenStyle } from './testing/golden-model.js';

const golden = readGolden('whole-model');
const inputs = Object.fromEntries(['images', 'delta', 'words', 'labels', 'mask'].map((name) => [name, golden(name)]));

/** Relative L2 error allowed. Key biases have gradients that are zero but for rounding, so there is a floor. */
const tolerance = 1e-5;
const smallestNorm = 0.1;

interface Emission {
  readonly style: GoldenStyle;
  readonly emit: NonNullable<GradientOptions['emit']>;
  readonly optimisation: NonNullable<SessionOptions['optimisation']>;
  readonly recompute?: GradientOptions['recompute'];
}

async function gradients({ style, emit, optimisation, recompute }: Emission): Promise<ReadonlyMap<string, Tensor>> {
  const g = new GraphBuilder();
  const { loss, delta, weights } = goldenGraph(g, golden, style);
  const targets = [['delta', delta] as const, ...weights];
  const results = gradient(
    g,
    loss,
    targets.map(([, value]) => value),
    { emit, recompute },
  );
  const names = new Map([['loss', g.output(loss, 'loss').name]]);
  targets.forEach(([name], at) => names.set(`d/d ${name}`, g.output(results[at]!, `d/d ${name}`).name));
  const session = await openSession({ graph: g }, { optimisation });
  try {
    const outputs = await session.run(inputs);
    return new Map([...names].map(([name, output]) => [name, outputs[output]!]));
  } finally {
    await session.close();
  }
}

function relativeError(own: Tensor, reference: Tensor): number {
  const expected = toNumbers(reference);
  const difference = Array.from(toNumbers(own), (x, at) => Number(x) - (expected[at] ?? Number.NaN));
  const norm = (values: ArrayLike<number>) => Math.sqrt(Array.from(values).reduce((sum, x) => sum + x * x, 0));
  return norm(difference) / Math.max(norm(expected), smallestNorm);
}

const emissions: readonly Emission[] = [
  { style: 'primitive', emit: 'fused', optimisation: 'all' },
  { style: 'primitive', emit: 'portable', optimisation: 'disabled' },
  { style: 'fused', emit: 'fused', optimisation: 'all' },
  { style: 'fused', emit: 'fused', optimisation: 'disabled' },
  { style: 'primitive', emit: 'fused', optimisation: 'all', recompute: 'layers' },
  { style: 'fused', emit: 'fused', optimisation: 'all', recompute: 'layers' },
  { style: 'primitive', emit: 'fused', optimisation: 'all', recompute: 'attention' },
];

describe('gradients of a whole model agree with PyTorch', () => {
  it.each(emissions)(
    '$style operators, $emit gradient, optimisation $optimisation, recompute $recompute',
    async (emission) => {
      const own = await gradients(emission);
      const errors = [...own].map(
        ([name, tensor]) => [name, relativeError(tensor, golden(`float64 ${name}`))] as const,
      );
      expect(errors).toHaveLength(65); // the loss, δ and 63 weights
      expect(errors.filter(([, error]) => !(error <= tolerance))).toEqual([]);
    },
  );

  it('and do not change from run to run', async () => {
    const [first, second] = [await gradients(emissions[0]!), await gradients(emissions[0]!)];
    for (const [name, tensor] of first) expect(second.get(name), name).toEqual(tensor);
  });

  it.each(['layers', 'attention'] as const)('and are the same bits where %s are computed again', async (recompute) => {
    const emission = { style: 'primitive', emit: 'fused', optimisation: 'disabled' } as const;
    const [kept, again] = [await gradients(emission), await gradients({ ...emission, recompute })];
    for (const [name, tensor] of kept) expect(again.get(name), name).toEqual(tensor);
  });

  it('has noise that leaves the pixel range, and gradients that are exactly zero', () => {
    const [images, delta] = [toNumbers(golden('images')), toNumbers(golden('delta'))];
    const moved = Array.from(images, (x, at) => Number(x) + (delta[at % delta.length] ?? 0));
    expect(moved.filter((x) => x < 0 || x > 1).length).toBeGreaterThan(50);
    const bias = Array.from(toNumbers(golden('float64 d/d vision.0.k.bias')));
    expect(Math.max(...bias.map(Math.abs))).toBeLessThan(1e-12);
  });
});
