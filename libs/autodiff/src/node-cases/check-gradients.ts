/**
 * Gradients of node cases: of a random weighted sum of all float results, element by element against fourth-order
 * central differences. In float64 where the runtime has the kernels, in float32 otherwise.
 */
import { GraphBuilder, lowerGraph, type Value } from '@palimpsest/onnx';
import { fromNumbers, isFloat, Rng, toNumbers, type Tensor } from '@palimpsest/tensor';
import { AutodiffError } from '../autodiff-error.js';
import { sizeOf } from '../dims.js';
import { vectorJacobianProduct } from '../gradient-graph.js';
import type { Open, Opened } from './check-values.js';
import { constantInputs } from './constant-inputs.js';
import { importCase } from './imported-case.js';
import type { NodeCase } from './node-case-file.js';
import { withDoubles } from './with-doubles.js';

type FloatType = 'float32' | 'float64';

const settings = {
  float32: { step: 1e-2, tolerance: 1e-2, floor: 1e-2 },
  float64: { step: 1e-5, tolerance: 1e-4, floor: 1e-3 },
} as const;
/** Elements compared per input. */
const sampled = 6;
/** One-sided slopes that differ by more than this part are those of a kink, where there is no derivative to compare. */
const kink = 0.2;

export interface GradientOutcome {
  readonly floatType: FloatType;
  /** Elements compared. */
  readonly compared: number;
  /** '' when all agree. */
  readonly problem: string;
}

export async function checkCaseGradient(test: NodeCase, open: Open): Promise<GradientOutcome> {
  const problems: string[] = [];
  for (const floatType of precisionsOf(test)) {
    const cast = floatType === 'float64' ? withDoubles(test) : test;
    try {
      return { floatType, ...(await compare(cast, open, floatType)) };
    } catch (error) {
      if (error instanceof AutodiffError) return { floatType, compared: 0, problem: error.message };
      problems.push(`${floatType}: ${(error as Error).message}`);
    }
  }
  return { floatType: 'float32', compared: 0, problem: problems.at(-1) ?? '' };
}

/** Their kernels compute in float32 whatever the input. */
const singleInside = ['GroupNormalization', 'LayerNormalization', 'RMSNormalization', 'Shrink'];

const precisionsOf = ({ operators, inputs }: NodeCase): readonly FloatType[] =>
  operators.some((op) => singleInside.includes(op))
    ? ['float32']
    : hasSingles(inputs)
      ? ['float64', 'float32']
      : ['float64'];

const hasSingles = (inputs: NodeCase['inputs']): boolean =>
  Object.values(inputs).some(({ dtype }) => dtype === 'float32');

async function compare(test: NodeCase, open: Open, floatType: FloatType) {
  const { graph: whole, feeds } = importCase(test, constantInputs(test));
  const graph = lowerGraph(whole);
  const rng = new Rng(`gradient of ${test.name}`);
  const g = new GraphBuilder({ opset: graph.opset, floatType });
  const inputs = Object.fromEntries(graph.inputs.map(({ name, dtype, shape }) => [name, g.input(name, dtype, shape)]));
  const outputs = Object.entries(g.inline(graph, inputs, 'case/')).filter(([, { dtype }]) => isFloat(dtype));
  const results = outputs.map(([, value]) => value);
  const seeds = outputs.map(([name, value]) => ({
    value,
    cotangent: g.constant(null, weights(value, test.outputs[name], rng)),
  }));
  const used = new Set(graph.nodes.flatMap((node) => node.inputs.map((input) => input?.name)));
  const wanted = Object.values(inputs).filter(({ name, dtype }) => dtype === floatType && used.has(name));
  const gradients = vectorJacobianProduct(g, seeds, wanted);
  const losses = results.map((value, at) => g.output(value, `result ${at}`).name);
  const slopes = gradients.map((value, at) => g.output(value, `gradient ${at}`).name);
  const session = await open({ graph: g });
  try {
    const analytic = await session.run(feeds);
    const lossAt = (fed: Readonly<Record<string, Tensor>>) =>
      weighted(
        session,
        fed,
        losses,
        seeds.map(({ cotangent }) => toNumbers(g.constantData(cotangent) as Tensor)),
      );
    let compared = 0;
    for (const [at, { name }] of wanted.entries()) {
      const point = feeds[name] as Tensor;
      const slope = toNumbers(analytic[slopes[at] ?? ''] as Tensor);
      const elements = rng.shuffle([...slope.keys()]).slice(0, sampled);
      for (const element of elements) {
        const numeric = await derivative(
          (value) => lossAt({ ...feeds, [name]: replaced(point, element, value) }),
          toNumbers(point)[element] ?? 0,
          floatType,
        );
        if (numeric === null) continue;
        compared++;
        const own = slope[element] ?? Number.NaN;
        const scale = Math.max(Math.abs(own), Math.abs(numeric), settings[floatType].floor);
        if (!(Math.abs(own - numeric) <= settings[floatType].tolerance * scale))
          return { compared, problem: `∂/∂${name}[${element}] is ${own}, by differences ${numeric}` };
      }
    }
    return {
      compared,
      problem: compared > 0 || isEmpty(wanted) ? '' : 'no element has a derivative',
    };
  } finally {
    await session.close();
  }
}

const isEmpty = (values: readonly Value[]): boolean =>
  values.length > 0 && values.every((value) => sizeOf(value) === 0);

/** null at a kink or a pole. */
async function derivative(
  loss: (value: number) => Promise<number>,
  x: number,
  floatType: FloatType,
): Promise<number | null> {
  const { step, floor } = settings[floatType];
  const [low, left, here, right, high] = [
    await loss(x - 2 * step),
    await loss(x - step),
    await loss(x),
    await loss(x + step),
    await loss(x + 2 * step),
  ];
  const [before, after] = [(here - left) / step, (right - here) / step];
  const scale = Math.max(Math.abs(before), Math.abs(after), floor);
  if (!(Math.abs(after - before) <= kink * scale)) return null;
  return (8 * (right - left) - (high - low)) / (12 * step);
}

async function weighted(
  session: Opened,
  feeds: Readonly<Record<string, Tensor>>,
  names: readonly string[],
  weights: readonly (readonly number[])[],
) {
  const results = await session.run(feeds);
  const parts = names.map((name, at) =>
    toNumbers(results[name] as Tensor).reduce((sum, x, i) => (weights[at]?.[i] ? sum + x * weights[at][i] : sum), 0),
  );
  return parts.reduce((sum, part) => sum + part, 0);
}

/** In (0.5, 1.5), and 0 for results that are infinite or no number: they have no derivative. */
function weights({ dtype, shape }: Value, expected: Tensor | undefined, rng: Rng): Tensor {
  const results = expected ? toNumbers(expected) : [];
  return fromNumbers(
    dtype,
    shape as readonly number[],
    results.map((x) => (Number.isFinite(x) ? 0.5 + rng.uniform() : 0)),
  );
}

function replaced({ dtype, dims, data }: Tensor, element: number, value: number): Tensor {
  return fromNumbers(
    dtype,
    dims,
    Array.from(data as Float64Array, (x, at) => (at === element ? value : x)),
  );
}
