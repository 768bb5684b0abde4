/**
 * Gradient checks: a directional derivative by fourth-order central differences against the graph's gradient
 * along the same direction. Run in float64 with the runtime's optimiser off wherever a kernel exists; in
 * float32 with a wide step otherwise.
 */
import type { Tensor } from '@palimpsest/tensor';
import { fromNumbers, Rng, toNumbers } from '@palimpsest/tensor';
import { GraphBuilder, type Value } from '@palimpsest/onnx';
import { gradient, type GradientOptions } from './gradient-graph.js';

/** Opens a graph and returns how to run it: whoever checks supplies the runtime. */
export type OpenGraph = (g: GraphBuilder) => Promise<{
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
  close(): Promise<void>;
}>;

export interface GradientCase {
  readonly title: string;
  /** Differentiable inputs with their values, away from kinks. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  /** Inputs to differentiate; all unless given. The others show that a rule honours `wants`. */
  readonly wanted?: readonly string[];
  /** One or more outputs; the loss is their weighted sum. */
  build(g: GraphBuilder, inputs: Readonly<Record<string, Value>>): Value | readonly Value[];
}

export interface CheckResult {
  readonly input: string;
  readonly analytic: number;
  readonly numeric: number;
  /** |analytic − numeric| ÷ max(|analytic|, |numeric|, floor). */
  readonly relativeError: number;
}

export interface CheckOptions {
  readonly open: OpenGraph;
  readonly seed?: number;
  readonly floatType?: 'float32' | 'float64';
  /** Finite-difference step: 1e-4 in float64 and 2e-2 in float32 unless given. */
  readonly step?: number;
  /** Derivatives below this count as zero. */
  readonly floor?: number;
  readonly emit?: GradientOptions['emit'];
}

/** @returns one result per wanted input */
export async function checkGradients(test: GradientCase, options: CheckOptions): Promise<readonly CheckResult[]> {
  const floatType = options.floatType ?? 'float64';
  const step = options.step ?? (floatType === 'float64' ? 1e-4 : 2e-2);
  const rng = new Rng(options.seed ?? 1);
  const names = test.wanted ?? Object.keys(test.inputs);
  const g = new GraphBuilder({ floatType });
  const values = Object.fromEntries(
    Object.entries(test.inputs).map(([name, t]) => [name, g.input(name, t.dtype, t.dims)]),
  );
  const loss = weightedSum(g, [test.build(g, values)].flat(), rng);
  const gradients = gradient(
    g,
    loss,
    names.map((name) => values[name] as Value),
    options.emit ? { emit: options.emit } : {},
  );
  const lossOut = g.output(loss, 'loss').name;
  const outputs = gradients.map((value, at) => g.output(value, `gradient ${names[at]}`).name);
  const session = await options.open(g);
  try {
    const lossAt = async (feeds: Record<string, Tensor>) =>
      toNumbers((await session.run(feeds))[lossOut] as Tensor)[0] as number;
    const analytic = await session.run({ ...test.inputs });
    const results: CheckResult[] = [];
    for (const [at, name] of names.entries()) {
      const point = test.inputs[name] as Tensor;
      const direction = Array.from(toNumbers(point), () => rng.uniform() - 0.5);
      const slope = Array.from(toNumbers(analytic[outputs[at] ?? ''] as Tensor)).reduce(
        (sum, x, i) => sum + x * (direction[i] ?? 0),
        0,
      );
      const along = (k: number) => lossAt({ ...test.inputs, [name]: moved(point, direction, k * step) });
      const numeric =
        (8 * ((await along(1)) - (await along(-1))) - ((await along(2)) - (await along(-2)))) / (12 * step);
      const scale = Math.max(Math.abs(slope), Math.abs(numeric), options.floor ?? 1e-6);
      results.push({ input: name, analytic: slope, numeric, relativeError: Math.abs(slope - numeric) / scale });
    }
    return results;
  } finally {
    await session.close();
  }
}

/** Random weights make every element of every output count differently. */
function weightedSum(g: GraphBuilder, outputs: readonly Value[], rng: Rng): Value {
  const parts = outputs.map((output) => {
    const dims = output.shape as readonly number[];
    const count = dims.reduce((product, dim) => product * dim, 1);
    const weights = Array.from({ length: count }, () => rng.uniform() + 0.5);
    return g.reduceSum(g.mul(output, g.constant(null, fromNumbers(output.dtype, dims, weights))), null, false);
  });
  return parts.slice(1).reduce((left, right) => g.add(left, right), parts[0] as Value);
}

function moved(point: Tensor, direction: readonly number[], distance: number): Tensor {
  return fromNumbers(
    point.dtype,
    point.dims,
    Array.from(toNumbers(point), (x, i) => Number(x) + distance * (direction[i] ?? 0)),
  );
}
