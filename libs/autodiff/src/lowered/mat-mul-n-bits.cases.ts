/** Cases of MatMulNBits: 4 and 8 bits × ways to store zero points × blocks that fill K or do not. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { single } from '../rules/rule-cases.js';
import { bytes, drawn, integers, microsoft, type LoweredCase } from './lowered-case.js';

interface Form {
  readonly bits: 4 | 8;
  readonly depth?: number;
  readonly size?: number;
  readonly zeros?: 'packed' | 'floats';
  readonly bias?: boolean;
  readonly accuracy?: number;
}

const columns = 6;

function product(title: string, form: Form): LoweredCase {
  const { bits, depth = 64, size = 16, accuracy = 0 } = form;
  const count = Math.ceil(depth / size);
  return {
    op: 'com.microsoft.MatMulNBits',
    title: `${bits} bits, ${title}`,
    inputs: { x: single([2, 3, depth]) },
    gradcheck: 'float32',
    build: (g, { x }) => {
      const scales = drawn(g, x as Value, [columns, count]);
      const zeros = form.zeros && points(g, form, count);
      const bias = form.bias ? [zeros ?? null, null, drawn(g, x as Value, [columns])] : zeros ? [zeros] : [];
      const inputs = [x as Value, bytes(g, [columns, count, (size * bits) / 8], title), scales, ...bias];
      const attributes = { K: depth, N: columns, bits, block_size: size, accuracy_level: accuracy };
      return g.op1('MatMulNBits', inputs, attributes, microsoft);
    },
  };
}

/** Bytes with a zero point in each half, or numbers. */
function points(g: GraphBuilder, { bits, zeros }: Form, count: number): Value {
  const values = Array.from({ length: columns * count }, (_, at) => (bits === 4 ? 5 + (at % 6) : 100 + at));
  if (zeros === 'floats') return integers(g, 'float32', [columns, count], values);
  const width = Math.ceil((count * bits) / 8);
  const packed = Array.from({ length: columns * width }, (_, at) => (bits === 4 ? 0x79 + (at % 5) : 100 + at));
  return integers(g, 'uint8', [columns, width], packed);
}

export const matMulNBitsCases: readonly LoweredCase[] = [
  ...([4, 8] as const).flatMap((bits) => [
    product('no zero points', { bits }),
    product('packed zero points', { bits, zeros: 'packed' }),
    product('packed zero points of an odd number of blocks', { bits, depth: 48, zeros: 'packed' }),
    ...(bits === 4 ? [product('zero points as floats', { bits, zeros: 'floats' })] : []), // no kernel for 8
    product('larger blocks and bias', { bits, depth: 64, size: 32, bias: true }),
    product('a last block that is not full', { bits, depth: 40 }),
    product('a last block that is not full, packed zero points', { bits, depth: 40, zeros: 'packed' }),
    {
      ...product('accuracy level 4', { bits, depth: 64, size: 32, accuracy: 4 }),
      tolerance: 2e-2,
      rounds: 'activations to 8 bits',
    },
  ]),
];
