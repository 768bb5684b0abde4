/**
 * LoRA (Hu et al., arXiv 2106.09685): W is frozen and W + (α/r)·A·B is trained, A [in, r] starting random and
 * B [r, out] at zero, so the first step starts from the untouched model. Afterwards the product is added to W:
 * the result is an ordinary checkpoint.
 */
import { GraphBuilder, readConstant } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { tensor, zeros } from '@palimpsest/tensor';
import type { Rng, Tensor } from '@palimpsest/tensor';

export interface LowRankOptions {
  readonly rank: number;
  /** α; 2·rank is usual. */
  readonly alpha: number;
}

export interface LowRankGraph {
  readonly graph: GraphBuilder;
  /** Outputs of the wrapped graph by name. */
  readonly outputs: Readonly<Record<string, Value>>;
  /** Names of the factors: what is trained. */
  readonly parameters: readonly string[];
  /** The merged matrices from the trained factors, by the matrices' own names. */
  merge(factors: ReadonlyMap<string, Tensor<'float32'>>): Map<string, Tensor<'float32'>>;
}

/** Copies `source`, its inputs kept by name, with the named matrices replaced by their low-rank sums. */
export function withLowRank(
  source: GraphBuilder,
  matrices: readonly string[],
  options: LowRankOptions,
  rng: Rng,
): LowRankGraph {
  const g = new GraphBuilder({ floatType: source.floatType });
  const scale = options.alpha / options.rank;
  const frozen = matrices.map((name) => readMatrix(source, name));
  const sums = frozen.map(({ name, data, rows, columns }) => {
    const stream = rng.fork(name);
    const down = Float32Array.from({ length: rows * options.rank }, () => stream.normal() / Math.sqrt(rows));
    const a = g.constant(`${name}/A`, tensor('float32', [rows, options.rank], down));
    const b = g.constant(`${name}/B`, zeros('float32', [options.rank, columns]));
    const w = g.constant(`${name}/frozen`, data);
    return [name, g.add(w, g.mul(g.matMul(a, b), scale))] as const;
  });
  const inputs = source.inputs.map((input) => [input.name, g.input(input.name, input.dtype, input.shape)] as const);
  const outputs = g.inline(source, Object.fromEntries([...inputs, ...sums]), 'model/');
  return {
    graph: g,
    outputs,
    parameters: matrices.flatMap((name) => [`${name}/A`, `${name}/B`]),
    merge: (factors) =>
      new Map(frozen.map((matrix) => [matrix.name, merged(matrix, factors, { rank: options.rank, scale })])),
  };
}

interface Matrix {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly data: Tensor<'float32'>;
}

function readMatrix(g: GraphBuilder, name: string): Matrix {
  const constant = g.constantNamed(name);
  const data = constant && readConstant(constant);
  const [rows, columns, ...rest] = data?.dims ?? [];
  if (data?.dtype !== 'float32' || rows === undefined || columns === undefined || rest.length > 0) {
    throw new RangeError(`low-rank training needs float32 matrices; ${name} is none`);
  }
  return { name, rows, columns, data };
}

/** W + scale·A·B in plain numbers. */
function merged(
  { name, rows, columns, data }: Matrix,
  factors: ReadonlyMap<string, Tensor<'float32'>>,
  { rank, scale }: { readonly rank: number; readonly scale: number },
): Tensor<'float32'> {
  const [a, b] = [factors.get(`${name}/A`)?.data, factors.get(`${name}/B`)?.data];
  if (!a || !b) throw new RangeError(`the trained factors of ${name} are missing`);
  const sum = Float32Array.from(data.data);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rank; k++) {
      const factor = scale * (a[i * rank + k] ?? 0);
      for (let j = 0; j < columns; j++)
        sum[i * columns + j] = (sum[i * columns + j] ?? 0) + factor * (b[k * columns + j] ?? 0);
    }
  }
  return tensor('float32', [rows, columns], sum);
}
