/**
 * Lowering of com.microsoft GatherBlockQuantized, the embedding table of quantized decoders: the wanted rows are
 * gathered as bytes and unpacked after that, so that the table is never expanded.
 */
import { tensor } from '@palimpsest/tensor';
import type { Value } from '../graph/value.js';
import { numberAt, type Lowering, type LoweringContext } from './lowering.js';
import { reinterpreted } from './reinterpreted.js';

interface Packing {
  readonly bits: number;
  readonly signed: boolean;
}

/** Y = (D[i] − Z[i])·s[i], one scale and zero point per block of the last axis */
export const GatherBlockQuantized: Lowering = (c) => {
  const { g } = c;
  const [data, indices, scales, zeros] = [c.input(0), c.input(1), c.input(2), c.optional(3)];
  const packing = packingOf(c, data);
  if (c.int('gather_axis', 0) !== 0) c.refuse('attribute gather_axis: only rows (0) are supported');
  const axis = c.int('quantize_axis', data.dtype === 'uint8' ? -1 : 1);
  if (data.shape.length !== 2 || (axis !== 1 && axis !== -1)) {
    c.refuse('attribute quantize_axis: only the last axis of a matrix is supported');
  }
  const [count, size] = [numberAt(c, scales, 1), c.int('block_size', 128)];
  const rank = indices.shape.length;
  const rows = (stored: Value, width: number) => unpacked(c, g.gather(asBytes(c, stored), indices), packing, width);
  const width = (numberAt(c, data, 1) * 8) / (data.dtype === 'uint8' ? packing.bits : 8);
  const whole = g.cast(rows(data, data.dtype === 'uint8' ? width : numberAt(c, data, 1)), scales.dtype);
  const depth = numberAt(c, whole, -1);
  if (depth !== count * size) c.refuse(`rows of ${depth} are no ${count} blocks of ${size}`);
  const like = Array<number>(rank).fill(0);
  const blocks = g.reshape(whole, [...like, count, size]);
  const centre = packing.signed || data.dtype === 'uint4' ? 0 : 2 ** (packing.bits - 1);
  const points = zeros ? g.unsqueeze(g.cast(rows(zeros, count), scales.dtype), [rank + 1]) : centre;
  const scaled = g.mul(g.sub(blocks, points), g.unsqueeze(g.gather(scales, indices), [rank + 1]));
  return [g.reshape(scaled, [...like, depth])];
};

function packingOf(c: LoweringContext, data: Value): Packing {
  if (data.dtype === 'int4' || data.dtype === 'uint4') return { bits: 4, signed: data.dtype === 'int4' };
  const bits = c.int('bits', 4);
  if (data.dtype !== 'uint8') c.refuse(`input data is ${data.dtype}; uint8, uint4 and int4 are supported`);
  return bits === 4 || bits === 8
    ? { bits, signed: false }
    : c.refuse(`attribute bits is ${bits}; 4 and 8 are supported`);
}

/** No runtime gathers 4-bit rows. */
function asBytes(c: LoweringContext, stored: Value): Value {
  if (stored.dtype === 'uint8') return stored;
  const [rows, columns] = [numberAt(c, stored, 0), numberAt(c, stored, 1)];
  if (columns % 2 !== 0) c.refuse(`rows of ${columns} 4-bit numbers do not end with a byte`);
  return reinterpreted(c, stored, 'uint8', [rows, columns / 2]);
}

/** Bytes [.., n] → `width` float32 numbers, low halves first. */
function unpacked({ g }: LoweringContext, bytes: Value, { bits, signed }: Packing, width: number): Value {
  if (bits === 8) return g.cast(bytes, 'float32');
  const byte = (value: number) => g.constant(null, tensor('uint8', [], Uint8Array.of(value)));
  const halves = [g.op1('BitwiseAnd', [bytes, byte(15)]), g.op1('BitShift', [bytes, byte(4)], { direction: 'RIGHT' })];
  const rank = bytes.shape.length;
  const pairs = g.concat(
    halves.map((half) => g.unsqueeze(g.cast(half, 'float32'), [rank])),
    rank,
  );
  const all = g.reshape(pairs, [...Array<number>(rank - 1).fill(0), 2 * (bytes.shape[rank - 1] as number)]);
  const wanted = all.shape[rank - 1] === width ? all : g.slice(all, rank - 1, 0, width);
  return signed ? g.where(g.greater(wanted, 7), g.sub(wanted, 16), wanted) : wanted;
}
