/**
 * Lowering of com.microsoft MatMulNBits: weights of 4 or 8 bits in blocks along K, dequantized by a graph node on
 * every run; the runtime, not JavaScript, reads them. With accuracy_level 4 kernels also round the activations to 8
 * bits; the lowering does not, so its gradient is the straight-through one (Bengio et al., arXiv 1308.3432).
 */
import { tensor } from '@palimpsest/tensor';
import type { Value } from '../graph/value.js';
import { sizeOf, type Lowering, type LoweringContext } from './lowering.js';
import { reinterpreted } from './reinterpreted.js';

type Three = [number, number, number];

interface Blocks {
  readonly dtype: 'uint4' | 'uint8';
  readonly rows: number;
  readonly count: number;
  readonly size: number;
}

/** Y = A·Wᵀ + bias with W[n, k] = (B[n, k] − Z[n, block of k])·s[n, block of k] */
export const MatMulNBits: Lowering = (c) => {
  const { g } = c;
  const bits = c.int('bits', 4);
  if (bits !== 4 && bits !== 8) c.refuse(`attribute bits is ${bits}; 4 and 8 are supported`);
  if (c.optional(4)) c.refuse('input g_idx is not supported');
  if (c.int('weight_prepacked', 0) !== 0) c.refuse('attribute weight_prepacked is not supported');
  const [depth, rows, size] = ['K', 'N', 'block_size'].map((name) =>
    sizeOf(c, c.int(name), `attribute ${name}`),
  ) as Three;
  const count = Math.ceil(depth / size);
  const blocks: Blocks = { dtype: bits === 4 ? 'uint4' : 'uint8', rows, count, size };
  const stored = dequantized(c, blocks);
  const weights = count * size === depth ? stored : g.slice(stored, 1, 0, depth); // the last block is padded
  const product = g.matMul(c.input(0), g.transposeLast(weights));
  const bias = c.optional(5);
  return [bias ? g.add(product, bias) : product];
};

/** W [N, blocks·size] */
function dequantized(c: LoweringContext, blocks: Blocks): Value {
  const { g } = c;
  const { dtype, rows, count, size } = blocks;
  g.requireOpset(21); // the first with blocks and 4-bit types
  const packed = reinterpreted(c, c.input(1), dtype, [rows, count * size]);
  const scales = g.reshape(c.input(2), [rows, count]);
  const zeros = c.optional(3);
  if (zeros && zeros.dtype === scales.dtype) {
    const whole = g.op1('DequantizeLinear', [packed, g.scalar(1, scales.dtype)]);
    const centred = g.sub(g.reshape(whole, [rows, count, size]), g.reshape(zeros, [rows, count, 1]));
    return g.reshape(g.mul(centred, g.unsqueeze(scales, [2])), [rows, count * size]);
  }
  const points = zeros ? zeroPoints(c, zeros, blocks) : middle(c, blocks);
  return g.op1('DequantizeLinear', [packed, scales, points], { axis: 1, block_size: size });
}

/** Stored packed; rows of an odd number of 4-bit points end in a half byte that belongs to nobody. */
function zeroPoints(c: LoweringContext, zeros: Value, { dtype, rows, count }: Blocks): Value {
  const { g } = c;
  if (dtype === 'uint8' || count % 2 === 0) return reinterpreted(c, zeros, dtype, [rows, count]);
  const padded = reinterpreted(c, zeros, dtype, [rows, count + 1]);
  return g.cast(g.slice(g.cast(padded, 'float32'), 1, 0, count), dtype);
}

/** 2^(bits − 1) for every block. */
function middle({ g }: LoweringContext, { dtype, rows, count }: Blocks): Value {
  const point = g.constant(null, tensor('uint8', [1, 1], Uint8Array.of(dtype === 'uint4' ? 8 : 128)));
  const points = g.op1('Expand', [point, g.ints([rows, count])]);
  return g.cast(points, dtype);
}
