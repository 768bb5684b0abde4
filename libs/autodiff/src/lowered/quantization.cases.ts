/** Cases of quantized activations and tables. Rounding is left out of lowerings: tolerances are its steps. */
import type { GraphBuilder, Op, Value } from '@palimpsest/onnx';
import { single, type Sampler } from '../rules/rule-cases.js';
import { bytes, drawn, integers, microsoft, type LoweredCase } from './lowered-case.js';

function quantized(title: string, scale: readonly number[], zero: readonly number[] | null, axis = 1): LoweredCase {
  const dims = scale.length === 1 ? [] : [scale.length];
  return {
    op: 'QuantizeLinear',
    title: `then DequantizeLinear, ${title}`,
    inputs: { x: single([2, 4]) },
    tolerance: Math.max(...scale) / 2 + 1e-6,
    rounds: 'activations to steps of the scale',
    gradcheck: 'float32',
    build: (g, { x }) => {
      const parameters = [
        g.cast(integers(g, 'float32', dims, scale), (x as Value).dtype),
        ...(zero ? [integers(g, 'int8', dims, zero)] : []),
      ];
      const integer = g.op1('QuantizeLinear', [x as Value, ...parameters], { axis });
      return g.op1('DequantizeLinear', [integer, ...parameters], { axis });
    },
  };
}

/** ±(0, 0.4) or ±(0.6, 1), where the range of 8-bit steps of 0.004 ends at 0.5. */
const besideTheLimit: Sampler = (rng) => {
  const size = 0.4 * rng.uniform();
  return (rng.uniform() < 0.5 ? -1 : 1) * (rng.uniform() < 0.5 ? size : 0.6 + size);
};

type Three = [Value, Value, Value];

/** As the runtime's dynamic quantizer writes it. */
function dynamic(
  g: GraphBuilder,
  x: Value,
  product: (quantized: Value, zero: Value) => Value,
  weightScale: Value,
): Value {
  const [integer, scale, zero] = g.op('DynamicQuantizeLinear', [x], {}, { outputs: 3 }) as Three;
  return g.mul(g.cast(product(integer, zero), 'float32'), g.mul(scale, weightScale));
}

const dynamicMatMul = (
  op: Op,
  title: string,
  scale: readonly number[],
  zero: readonly number[] | null,
): LoweredCase => ({
  op,
  title,
  inputs: { x: single([2, 3, 8]) },
  tolerance: 2e-2,
  rounds: 'activations to 8 bits',
  gradcheck: 'float32',
  build: (g, { x }) => {
    const dims = scale.length === 1 ? [] : [scale.length];
    const weights = bytes(g, [8, 4], title);
    const zeros = zero ? [integers(g, 'uint8', zero.length === 1 ? [] : [zero.length], zero)] : [];
    return dynamic(
      g,
      x as Value,
      (integer, point) => g.op1('MatMulInteger', [integer, weights, point, ...zeros]),
      integers(g, 'float32', dims, scale),
    );
  },
});

/** Both factors are computed, as in attention that is quantized too. */
const dynamicProductOfTwo: LoweredCase = {
  ...dynamicMatMul('MatMulInteger', 'both factors computed', [0.01], null),
  inputs: { x: single([2, 3, 8]), y: single([2, 8, 4]) },
  build: (g, { x, y }) => {
    const [right, scale, point] = g.op('DynamicQuantizeLinear', [y as Value], {}, { outputs: 3 }) as Three;
    return dynamic(g, x as Value, (integer, zero) => g.op1('MatMulInteger', [integer, right, zero, point]), scale);
  },
};

/** The same product as one node. */
const fusedMatMul = (
  op: 'com.microsoft.DynamicQuantizeMatMul' | 'com.microsoft.MatMulIntegerToFloat',
  title: string,
  perColumn: boolean,
  bias: boolean,
): LoweredCase => ({
  ...dynamicMatMul(op, title, [0.01], null),
  build: (g, { x }) => {
    const like = x as Value;
    const [dims, count] = perColumn ? [[4], 4] : [[], 1];
    const scale = integers(g, 'float32', dims, [0.01, 0.02, 0.005, 0.01].slice(0, count));
    const zero = integers(g, 'uint8', dims, [120, 128, 130, 90].slice(0, count));
    const [weights, added] = [bytes(g, [8, 4], title), bias ? [drawn(g, like, [4])] : []];
    if (op === 'com.microsoft.DynamicQuantizeMatMul') {
      return g.op1('DynamicQuantizeMatMul', [like, weights, scale, zero, ...added], {}, microsoft);
    }
    const [integer, own, point] = g.op('DynamicQuantizeLinear', [like], {}, { outputs: 3 }) as Three;
    return g.op1('MatMulIntegerToFloat', [integer, weights, own, scale, point, zero, ...added], {}, microsoft);
  },
});

const dynamicConvolution = (title: string, zero: readonly number[]): LoweredCase => ({
  op: 'ConvInteger',
  title,
  inputs: { x: single([1, 2, 5, 5]) },
  tolerance: 2e-2,
  rounds: 'activations to 8 bits',
  gradcheck: 'float32',
  build: (g, { x }) => {
    const weights = bytes(g, [3, 2, 3, 3], title);
    const zeros = zero.map((point) => integers(g, 'uint8', [], [point]));
    const attributes = { strides: [2, 2], pads: [1, 1, 1, 1] };
    return dynamic(
      g,
      x as Value,
      (integer, point) => g.op1('ConvInteger', [integer, weights, point, ...zeros], attributes),
      g.scalar(0.01),
    );
  },
});

type Stored = 'uint8' | 'int4' | 'uint4';

/** The rows are weighed with an input, so that there is something to differentiate. */
function table(title: string, stored: Stored, bits: 4 | 8, zeros: boolean, size = 16): LoweredCase {
  const [rows, columns] = [5, 64];
  return {
    op: 'com.microsoft.GatherBlockQuantized',
    title,
    inputs: { x: single([2, 3, columns]) },
    gradcheck: 'float32',
    build: (g, { x }) => {
      const count = columns / size;
      const packed = (width: number, seed: string): Value =>
        stored === 'uint8'
          ? bytes(g, [rows, Math.ceil((width * bits) / 8)], seed)
          : nibbles(g, stored, [rows, width], seed);
      const scales = drawn(g, x as Value, [rows, count]);
      const ids = integers(g, 'int64', [2, 3], [0, 4, 2, 1, 1, 3]);
      const inputs = [packed(columns, title), ids, scales, ...(zeros ? [packed(count, `${title} zeros`)] : [])];
      const attributes = {
        gather_axis: 0,
        quantize_axis: 1,
        block_size: size,
        ...(stored === 'uint8' ? { bits } : {}),
      };
      return g.mul(x as Value, g.op1('GatherBlockQuantized', inputs, attributes, microsoft));
    },
  };
}

function nibbles(g: GraphBuilder, dtype: 'int4' | 'uint4', dims: readonly [number, number], seed: string): Value {
  const source = g.constantData(bytes(g, [dims[0], dims[1] / 2], seed))!;
  return g.constant(`nibbles ${seed}`, { dtype, dims, data: source.data as Uint8Array });
}

export const quantizationCases: readonly LoweredCase[] = [
  quantized('one scale', [0.02], [3]),
  quantized('no zero point', [0.02], null),
  quantized('per column', [0.02, 0.03, 0.01, 0.02], [0, 3, -5, 7]),
  quantized('per row', [0.02, 0.03], [3, 0], 0),
  { ...quantized('values beyond the range', [0.004], [0]), inputs: { x: single([2, 4], besideTheLimit) } },
  dynamicMatMul('DynamicQuantizeLinear', 'MatMulInteger, one scale', [0.01], [120]),
  dynamicMatMul('MatMulInteger', 'a scale per column', [0.01, 0.02, 0.005, 0.01], [120, 128, 130, 90]),
  dynamicMatMul('MatMulInteger', 'a scale per column and one zero point', [0.01, 0.02, 0.005, 0.01], [128]),
  dynamicMatMul('MatMulInteger', 'no zero point', [0.01], null),
  ...[false, true].flatMap((perColumn) => [
    fusedMatMul('com.microsoft.DynamicQuantizeMatMul', perColumn ? 'per column' : 'one scale', perColumn, !perColumn),
    fusedMatMul('com.microsoft.MatMulIntegerToFloat', perColumn ? 'per column' : 'one scale', perColumn, !perColumn),
  ]),
  dynamicProductOfTwo,
  dynamicConvolution('zero point', [128]),
  dynamicConvolution('no zero point', []),
  table('bytes of 4 bits', 'uint8', 4, false),
  table('bytes of 4 bits, zero points', 'uint8', 4, true),
  table('bytes of 4 bits, zero points of an odd number of blocks', 'uint8', 4, true, 64),
  table('bytes of 8 bits', 'uint8', 8, false),
  table('bytes of 8 bits, zero points', 'uint8', 8, true),
  table('int4', 'int4', 4, false),
  table('int4, zero points', 'int4', 4, true),
  table('uint4', 'uint4', 4, false),
  table('uint4, zero points', 'uint4', 4, true),
];
