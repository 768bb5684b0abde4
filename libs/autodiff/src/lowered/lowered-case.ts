/**
 * How cases of lowerings are written: a small graph with the fused operator in it. The suite runs it as it is and
 * lowered, compares, and checks the lowered graph's gradient.
 */
import type { GraphBuilder, Op, Value } from '@palimpsest/onnx';
import { fromNumbers, Rng, tensor, type DataType, type Tensor } from '@palimpsest/tensor';
import type { RuleCase } from '../rules/rule-cases.js';

export interface LoweredCase extends Omit<RuleCase, 'precision' | 'build'> {
  readonly op: Op;
  /** The fused graph; its constants have the type of its inputs. */
  readonly build: (g: GraphBuilder, inputs: Readonly<Record<string, Value>>) => Value | readonly Value[];
  /** An equal graph to compare with, where the runtime has no kernel for this form. */
  readonly reference?: LoweredCase['build'];
  /** Largest difference, relative to the largest result; 2e-6 unless given. */
  readonly tolerance?: number;
  /** Why a larger tolerance: what the fused kernel rounds and the lowering does not. */
  readonly rounds?: string;
  /** Where primitives of the lowering have no float64 kernel. */
  readonly gradcheck?: 'float32' | 'float64';
}

export const microsoft = { domain: 'com.microsoft' } as const;

/** Uniform constants in (−1, 1) of the type of `like`. */
export function drawn(g: GraphBuilder, like: Value, dims: readonly number[], seed = dims.join()): Value {
  return g.constant(null, uniform(dims, seed, like.dtype as 'float32'));
}

export function uniform(dims: readonly number[], seed: string, dtype: 'float32' | 'float64' = 'float32'): Tensor {
  const rng = new Rng(`lowered ${seed}`);
  const count = dims.reduce((product, dim) => product * dim, 1);
  return fromNumbers(
    dtype,
    dims,
    Array.from({ length: count }, () => 2 * rng.uniform() - 1),
  );
}

export const integers = (g: GraphBuilder, dtype: DataType, dims: readonly number[], values: readonly number[]) =>
  g.constant(null, fromNumbers(dtype, dims, values));

/** Random bytes, as packed weights are. */
export function bytes(g: GraphBuilder, dims: readonly number[], seed: string): Value {
  const rng = new Rng(`bytes ${seed}`);
  const count = dims.reduce((product, dim) => product * dim, 1);
  return g.constant(
    `weights ${seed}`,
    tensor(
      'uint8',
      dims,
      Uint8Array.from({ length: count }, () => rng.integer(256)),
    ),
  );
}

/** cos and sin of positions × pairs. */
export function angles(g: GraphBuilder, like: Value, dims: readonly number[]): readonly [Value, Value] {
  const pairs = dims.at(-1) ?? 1;
  const count = dims.reduce((product, dim) => product * dim, 1);
  const table = (of: (angle: number) => number) =>
    g.constant(
      null,
      fromNumbers(
        like.dtype,
        dims,
        Array.from({ length: count }, (_, at) => of(Math.floor(at / pairs) * 10 ** -((at % pairs) / pairs))),
      ),
    );
  return [table(Math.cos), table(Math.sin)];
}
