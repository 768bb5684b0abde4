/**
 * Gradients of node cases: of a random weighted sum of all float results, element by element against fourth-order
 * central differences. In float64 where the runtime has the kernels, in float32 otherwise.
 */
import { GraphBuilder, lowerGraph } from '@palimpsest/onnx';
import { fromNumbers, isFloat, Rng, toNumbers, type Tensor } from '@palimpsest/tensor';
import { AutodiffError } from '../autodiff-error.js';
import { dimsOf } from '../dims.js';
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

/** '' when all agree, otherwise where they do not or why there is no gradient. */
export async function gradientProblem(test: NodeCase, open: Open): Promise<string> {
  let problem = '';
  for (const floatType of precisionsOf(test)) {
    try {
      return await disagreement(floatType === 'float64' ? withDoubles(test) : test, open, floatType);
    } catch (error) {
      problem = (error as Error).message;
      if (error instanceof AutodiffError) break; // no kernel will change that
    }
  }
  return problem;
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

async function disagreement(test: NodeCase, open: Open, floatType: FloatType): Promise<string> {
  const rng = new Rng(`gradient of ${test.name}`);
  const { g, feeds, wanted, results } = differentiated(test, floatType, rng);
  const { tolerance, floor } = settings[floatType];
  const session = await open({ graph: g });
  try {
    const analytic = await session.run(feeds);
    for (const { name, gradient } of wanted) {
      const point = feeds[name] as Tensor;
      const slopes = toNumbers(analytic[gradient] as Tensor);
      let compared = 0;
      for (const element of rng.shuffle([...slopes.keys()]).slice(0, sampled)) {
        const lossAt = (value: number) =>
          weightedSum(session, { ...feeds, [name]: replaced(point, element, value) }, results);
        const numeric = await derivative(lossAt, toNumbers(point)[element] ?? 0, floatType);
        if (numeric === null) continue;
        compared++;
        const own = slopes[element] ?? Number.NaN;
        const scale = Math.max(Math.abs(own), Math.abs(numeric), floor);
        if (!(Math.abs(own - numeric) <= tolerance * scale))
          return `∂/∂${name}[${element}] is ${own}, by differences ${numeric}`;
      }
      if (compared === 0 && slopes.length > 0) return `no element of ${name} has a derivative`;
    }
    return wanted.length > 0 ? '' : 'no input has a gradient';
  } finally {
    await session.close();
  }
}

interface WeightedResult {
  readonly name: string;
  readonly weights: readonly number[];
}

/** The case's graph without fused operators, with its float results and their gradients as outputs. */
function differentiated(test: NodeCase, floatType: FloatType, rng: Rng) {
  const { graph: whole, feeds } = importCase(test, constantInputs(test));
  const graph = lowerGraph(whole);
  const g = new GraphBuilder({ opset: graph.opset, floatType });
  const inputs = Object.fromEntries(graph.inputs.map(({ name, dtype, shape }) => [name, g.input(name, dtype, shape)]));
  const floats = Object.entries(g.inline(graph, inputs, 'case/')).filter(([, { dtype }]) => isFloat(dtype));
  const seeds = floats.map(([name, value]) => ({ value, weights: weightsOf(test.outputs[name], rng) }));
  const used = new Set(graph.nodes.flatMap((node) => node.inputs.map((input) => input?.name)));
  const targets = Object.values(inputs).filter(({ name, dtype }) => dtype === floatType && used.has(name));
  const cotangents = seeds.map(({ value, weights }) => ({
    value,
    cotangent: g.constant(null, fromNumbers(value.dtype, dimsOf(value), weights)),
  }));
  const gradients = vectorJacobianProduct(g, cotangents, targets);
  const results = seeds.map(({ value, weights }, at): WeightedResult => ({
    name: g.output(value, `result ${at}`).name,
    weights,
  }));
  const wanted = gradients.map((gradient, at) => ({
    name: targets[at]?.name ?? '',
    gradient: g.output(gradient, `gradient ${at}`).name,
  }));
  return { g, feeds, wanted, results };
}

/** In (0.5, 1.5), and 0 for results that are infinite or no number: they have no derivative. */
function weightsOf(expected: Tensor | undefined, rng: Rng): readonly number[] {
  return (expected ? toNumbers(expected) : []).map((x) => (Number.isFinite(x) ? 0.5 + rng.uniform() : 0));
}

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

async function weightedSum(session: Opened, feeds: NodeCase['inputs'], results: readonly WeightedResult[]) {
  const values = await session.run(feeds);
  const parts = results.flatMap(({ name, weights }) =>
    toNumbers(values[name] as Tensor).map((x, at) => (weights[at] ? weights[at] * x : 0)),
  );
  return parts.reduce((sum, part) => sum + part, 0);
}

function replaced({ dtype, dims, data }: Tensor, element: number, value: number): Tensor {
  return fromNumbers(
    dtype,
    dims,
    Array.from(data as Float64Array, (x, at) => (at === element ? value : x)),
  );
}
