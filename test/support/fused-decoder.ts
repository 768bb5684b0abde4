/**
 * A decoder as optimised exports write it: RMS norms fused with residual sums, grouped attention fused with rotary
 * embeddings, weights of four bits. Random, and as wide as the tiny checkpoint.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers, Rng, tensor } from '@palimpsest/tensor';

const [hidden, heads, groups, width, positions] = [16, 2, 1, 16, 64];
const microsoft = { domain: 'com.microsoft' } as const;

export function fusedDecoder(vocabulary: number, layers = 2): (g: GraphBuilder) => void {
  return (g) => {
    const words = g.input('inputs_embeds', 'float32', ['batch', 'sequence', hidden]);
    const mask = g.input('attention_mask', 'int64', ['batch', 'total']);
    const lengths = g.cast(g.sub(g.op1('ReduceSum', [mask, g.ints([1])], { keepdims: 0 }), 1), 'int32');
    const total = g.cast(g.gather(g.shape(mask), 1), 'int32');
    const tables = [Math.cos, Math.sin].map((of) => g.constant(`${of.name}_cache`, angles(of)));
    let [branch, residual] = [words, g.mul(words, 0)];
    for (let layer = 0; layer < layers; layer++) {
      const name = `layers.${layer}`;
      const [normal, sum] = skipNorm(g, branch, residual, `${name}.norm`);
      const cache = ['key', 'value'].map((kind) =>
        g.input(`past_key_values.${layer}.${kind}`, 'float32', ['batch', groups, 'past', width]),
      );
      const packed = quantizedLinear(g, normal, (heads + 2 * groups) * width, `${name}.qkv`);
      const [attention, keys, values] = g.op(
        'GroupQueryAttention',
        [packed, null, null, ...cache, lengths, total, ...tables],
        { num_heads: heads, kv_num_heads: groups, do_rotary: 1 },
        { ...microsoft, name: `${name}.attention`, outputs: 3 },
      ) as [Value, Value, Value];
      g.output(keys, `present.${layer}.key`);
      g.output(values, `present.${layer}.value`);
      [branch, residual] = [quantizedLinear(g, attention, hidden, `${name}.o`), sum];
    }
    const [last] = skipNorm(g, branch, residual, 'norm');
    g.output(g.matMul(last, random(g, [hidden, vocabulary], 'lm_head')), 'logits');
  };
}

const angles = (of: (angle: number) => number) =>
  fromNumbers(
    'float32',
    [positions, width / 2],
    Array.from({ length: (positions * width) / 2 }, (_, at) =>
      of(Math.floor(at / (width / 2)) * 10 ** (-(at % (width / 2)) / 2)),
    ),
  );

function skipNorm(g: GraphBuilder, x: Value, skip: Value, name: string): readonly [Value, Value] {
  const weight = g.constant(`${name}.weight`, fromNumbers('float32', [hidden], Array<number>(hidden).fill(1)));
  const outputNames = [`${name}/normal`, null, null, `${name}/sum`];
  const options = { ...microsoft, name, outputNames };
  const outputs = g.op('SkipSimplifiedLayerNormalization', [x, skip, weight], { epsilon: 1e-6 }, options);
  return [outputs[0], outputs[3]] as [Value, Value]; // the two that have names
}

/** Without the rounding of activations. */
function quantizedLinear(g: GraphBuilder, x: Value, columns: number, name: string): Value {
  const depth = x.shape[2] as number;
  const [count, size] = [depth / 16, 16];
  const rng = new Rng(name);
  const bytes = Uint8Array.from({ length: (columns * depth) / 2 }, () => rng.integer(256));
  const packed = g.constant(`${name}.weight_Q4`, tensor('uint8', [columns, count, size / 2], bytes));
  const scales = random(g, [columns, count], `${name}.weight_scales`, 0.1);
  const attributes = { K: depth, N: columns, bits: 4, block_size: size, accuracy_level: 0 };
  return g.op1('MatMulNBits', [x, packed, scales], attributes, { ...microsoft, name });
}

function random(g: GraphBuilder, dims: readonly [number, number], name: string, size = 1): Value {
  const rng = new Rng(name);
  const values = Array.from({ length: dims[0] * dims[1] }, () => size * (2 * rng.uniform() - 1));
  return g.constant(name, fromNumbers('float32', dims, values));
}
