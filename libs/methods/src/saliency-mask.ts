/**
 * Which single weights matter more to what is to be forgotten than to what is to be kept (MMUnlearner, Huo et al.,
 * arXiv 2502.11051; SalUn, Fan et al., arXiv 2310.12508). The diagonal of the Fisher information is estimated once,
 * on the start, as the mean over batches of the squared gradient of ℓ; the mask is 1 where F_f ≥ F_r, that is, τ = 1.
 */
import { gradient } from '@palimpsest/autodiff';
import { GraphBuilder, readConstant } from '@palimpsest/onnx';
import type { Value } from '@palimpsest/onnx';
import { openSession } from '@palimpsest/runtime';
import { tensor, zeros } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';

export interface FisherOptions {
  readonly graph: GraphBuilder;
  /** Scalar of `graph`. */
  readonly loss: Value;
  /** Names of constants of `graph`. */
  readonly parameters: readonly string[];
  readonly batches: readonly Readonly<Record<string, Tensor>>[];
  readonly threads: number;
}

/** Mean of the squared gradient over the batches, per element, by parameter. */
export async function fisherDiagonal(options: FisherOptions): Promise<ReadonlyMap<string, Float64Array>> {
  const { graph: forward, parameters, batches } = options;
  const lossName = forward.output(options.loss, 'fisher/loss').name;
  const g = new GraphBuilder({ floatType: forward.floatType });
  const inputs = forward.inputs.map(({ name, dtype, shape }) => [name, g.input(name, dtype, shape)] as const);
  const weights = parameters.map((name) => [name, g.constant(name, weightOf(forward, name))] as const);
  const inlined = g.inline(forward, { ...Object.fromEntries(inputs), ...Object.fromEntries(weights) }, 'model/');
  const slopes = gradient(
    g,
    inlined[lossName] as Value, // made an output above
    weights.map(([, value]) => value),
  );
  const names = slopes.map((slope, i) => g.output(slope, `fisher/${i}`).name);
  const session = await openSession({ graph: g }, { threads: options.threads });
  try {
    const sums = new Map(weights.map(([name, { shape }]) => [name, new Float64Array(count(shape))]));
    for (const feeds of batches) {
      const results = await session.run(feeds);
      parameters.forEach((name, i) => {
        const slope = results[names[i] ?? '']?.data ?? [];
        sums.get(name)?.forEach((sum, k, all) => (all[k] = sum + Number(slope[k]) ** 2 / batches.length));
      });
    }
    return sums;
  } finally {
    await session.close();
  }
}

/** 1 where the forget set's information is at least the retain set's, 0 elsewhere; same order and sizes. */
export function salientWeights(
  forget: ReadonlyMap<string, Float64Array>,
  retain: ReadonlyMap<string, Float64Array>,
): ReadonlyMap<string, Uint8Array> {
  return new Map(
    [...forget].map(([name, values]) => {
      const others = retain.get(name) ?? new Float64Array(values.length);
      return [name, Uint8Array.from(values, (value, k) => (value >= (others[k] ?? 0) ? 1 : 0))];
    }),
  );
}

export interface MaskedGraph {
  readonly graph: GraphBuilder;
  /** Outputs of the wrapped graph by name. */
  readonly outputs: Readonly<Record<string, Value>>;
  /** Names of the changes: what is trained. */
  readonly parameters: readonly string[];
  /** The changed weights, by their own names. */
  merge(changes: ReadonlyMap<string, Tensor<'float32'>>): Map<string, Tensor<'float32'>>;
}

/** Copies `source` with W + M ⊙ D in the place of each masked W; D starts at zero and is trained. */
export function withMask(source: GraphBuilder, masks: ReadonlyMap<string, Uint8Array>): MaskedGraph {
  const g = new GraphBuilder({ floatType: source.floatType });
  const frozen = [...masks].map(([name, mask]) => ({ name, mask, start: weightOf(source, name) }));
  const sums = frozen.map(({ name, mask, start }) => {
    const change = g.constant(`${name}/change`, zeros('float32', start.dims));
    const open = g.constant(`${name}/mask`, tensor('float32', start.dims, Float32Array.from(mask)));
    return [name, g.add(g.constant(`${name}/frozen`, start), g.mul(open, change))] as const;
  });
  const inputs = source.inputs.map(({ name, dtype, shape }) => [name, g.input(name, dtype, shape)] as const);
  const outputs = g.inline(source, Object.fromEntries([...inputs, ...sums]), 'model/');
  return {
    graph: g,
    outputs,
    parameters: frozen.map(({ name }) => `${name}/change`),
    merge: (changes) =>
      new Map(
        frozen.map(({ name, mask, start }) => {
          const change = changes.get(`${name}/change`)?.data;
          if (!change) throw new RangeError(`the trained change of ${name} is missing`);
          const sum = start.data.map((weight, k) => (mask[k] ? weight + (change[k] ?? 0) : weight));
          return [name, tensor('float32', start.dims, sum)];
        }),
      ),
  };
}

function weightOf(g: GraphBuilder, name: string): Tensor<'float32'> {
  const constant = g.constantNamed(name);
  const data = constant && readConstant(constant);
  if (data?.dtype !== 'float32') throw new RangeError(`${name} is no float32 constant: saliency masks need one`);
  return data;
}

const count = (shape: Value['shape']): number => shape.reduce<number>((product, dim) => product * Number(dim), 1);
