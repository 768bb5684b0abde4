/**
 * The vision-language model of golden/make-golden.py as a graph, loss included. Written twice where exported files
 * differ: from primitive operators with expanded keys, or from fused ones with folded queries.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers, type Tensor } from '@palimpsest/tensor';

export type GoldenStyle = 'primitive' | 'fused';

export interface GoldenGraph {
  readonly loss: Value;
  readonly delta: Value;
  /** By name. */
  readonly weights: ReadonlyMap<string, Value>;
}

const sizes = { visionLayers: 2, visionHeads: 3, layers: 2, heads: 4, keyValueHeads: 2 } as const;

/** Adds inputs images, delta, words, labels and mask; weights become constants. */
export function goldenGraph(g: GraphBuilder, golden: (name: string) => Tensor, style: GoldenStyle): GoldenGraph {
  const input = (name: string) => g.input(name, golden(name).dtype, golden(name).dims);
  const model = new GoldenModel(g, golden, style);
  const [images, delta, words, labels, mask] = ['images', 'delta', 'words', 'labels', 'mask'].map(input) as Five;
  const perturbed = g.clip(g.add(images, delta), 0, 1);
  const pictures = [perturbed, blur(g, perturbed)].map((pixels) => model.features(pixels)) as [Value, Value];
  const answers = pictures.map((seen) => crossEntropy(g, model.logits(seen, words), labels, mask));
  const alignment = g.neg(g.reduceMean(cosine(g, ...pictures), null, false));
  const loss = g.add(g.add(...(answers as [Value, Value])), g.mul(alignment, 0.7));
  return { loss, delta, weights: model.weights };
}

type Five = [Value, Value, Value, Value, Value];

/** A binomial kernel per channel, zeros around the image. */
function blur(g: GraphBuilder, pixels: Value): Value {
  const line = [1 / 4, 2 / 4, 1 / 4];
  const kernel = [0, 1, 2].flatMap(() => line.flatMap((a) => line.map((b) => a * b)));
  const weight = g.constant(null, fromNumbers('float32', [3, 1, 3, 3], kernel));
  return g.conv(pixels, weight, null, { pads: [1, 1, 1, 1], group: 3 });
}

function crossEntropy(g: GraphBuilder, logits: Value, labels: Value, mask: Value): Value {
  const picked = g.op1('GatherElements', [g.logSoftmax(logits), g.unsqueeze(labels, [2])], { axis: 2 });
  const scored = g.reduceSum(g.mul(g.squeeze(picked, [2]), mask), null, false);
  return g.neg(g.div(scored, g.reduceSum(mask, null, false)));
}

function cosine(g: GraphBuilder, left: Value, right: Value): Value {
  const [a, b] = [left, right].map((features) => g.reduceMean(features, [1], false)) as [Value, Value];
  const dot = (x: Value, y: Value) => g.reduceSum(g.mul(x, y), [1], false);
  return g.div(dot(a, b), g.sqrt(g.mul(dot(a, a), dot(b, b))));
}

class GoldenModel {
  readonly weights = new Map<string, Value>();

  constructor(
    private readonly g: GraphBuilder,
    private readonly golden: (name: string) => Tensor,
    private readonly style: GoldenStyle,
  ) {}

  features(pixels: Value): Value {
    const { g } = this;
    const stem = g.conv(g.div(g.sub(pixels, 0.5), 0.25), this.weight('stem.weight'), this.weight('stem.bias'), {
      strides: [2, 2],
      pads: [1, 1, 1, 1],
    });
    const patches = g.conv(g.gelu(stem), this.weight('patch.weight'), this.weight('patch.bias'), { strides: [2, 2] });
    let x = g.add(g.transposeLast(g.reshape(patches, [0, 0, -1])), this.weight('positions'));
    for (let i = 0; i < sizes.visionLayers; i++) {
      const name = `vision.${i}`;
      const normed = this.layerNorm(x, `${name}.norm1`);
      const [q, k, v] = ['q', 'k', 'v'].map((part) =>
        this.heads(this.linear(normed, `${name}.${part}`), sizes.visionHeads),
      ) as [Value, Value, Value];
      x = g.add(x, this.linear(this.joined(this.attend(q, k, v)), `${name}.o`));
      const inner = g.gelu(this.linear(this.layerNorm(x, `${name}.norm2`), `${name}.fc1`));
      x = g.add(x, this.linear(inner, `${name}.fc2`));
    }
    return this.linear(g.gelu(this.linear(this.layerNorm(x, 'vision.norm'), 'projector.1')), 'projector.2');
  }

  /** Of the tokens behind the image; the head is the embedding. */
  logits(seen: Value, words: Value): Value {
    const { g } = this;
    const embedding = this.weight('embedding');
    let x = g.concat([seen, g.gather(embedding, words, 0)], 1);
    const [, tokens = 0] = seen.shape as readonly number[];
    const [, total = 0] = x.shape as readonly number[];
    const mask = g.constant(null, causal(total));
    for (let i = 0; i < sizes.layers; i++) {
      const name = `decoder.${i}`;
      const normed = this.rmsNorm(x, `${name}.norm1`);
      const queries = this.rotate(this.heads(this.linear(normed, `${name}.q`), sizes.heads));
      const keys = this.rotate(this.heads(this.linear(normed, `${name}.k`), sizes.keyValueHeads));
      const values = this.heads(this.linear(normed, `${name}.v`), sizes.keyValueHeads);
      x = g.add(x, this.linear(this.joined(this.groupedAttention(queries, keys, values, mask)), `${name}.o`));
      const inner = this.rmsNorm(x, `${name}.norm2`);
      const gated = g.mul(this.silu(this.linear(inner, `${name}.gate`)), this.linear(inner, `${name}.up`));
      x = g.add(x, this.linear(gated, `${name}.down`));
    }
    const last = this.rmsNorm(g.slice(x, 1, tokens - 1, total - 1), 'decoder.norm');
    return g.matMul(last, g.transposeLast(embedding));
  }

  private weight(name: string): Value {
    const known = this.weights.get(name);
    if (known) return known;
    const value = this.g.constant(name, this.golden(name));
    this.weights.set(name, value);
    return value;
  }

  private linear(x: Value, name: string): Value {
    const product = this.g.matMul(x, this.weight(`${name}.weight`));
    const hasBias = /^(vision|projector)\./.test(name);
    return hasBias ? this.g.add(product, this.weight(`${name}.bias`)) : product;
  }

  private layerNorm(x: Value, name: string): Value {
    return this.g.layerNormalization(x, this.weight(`${name}.weight`), this.weight(`${name}.bias`));
  }

  private rmsNorm(x: Value, name: string): Value {
    const { g } = this;
    const [scale, epsilon] = [this.weight(`${name}.weight`), 1e-6];
    if (this.style === 'fused') return g.op1('SimplifiedLayerNormalization', [x, scale], { axis: -1, epsilon });
    return g.mul(g.div(x, g.sqrt(g.add(g.reduceMean(g.mul(x, x), [-1]), epsilon))), scale);
  }

  private silu(x: Value): Value {
    const { g } = this;
    if (this.style === 'primitive') return g.mul(x, g.sigmoid(x));
    return g.op1('QuickGelu', [x], { alpha: 1 }, { domain: 'com.microsoft' });
  }

  private heads(x: Value, count: number): Value {
    const [rows = 0, tokens = 0, width = 0] = x.shape as readonly number[];
    return this.g.transpose(this.g.reshape(x, [rows, tokens, count, width / count]), [0, 2, 1, 3]);
  }

  private joined(x: Value): Value {
    const [rows = 0, heads = 0, tokens = 0, width = 0] = x.shape as readonly number[];
    return this.g.reshape(this.g.transpose(x, [0, 2, 1, 3]), [rows, tokens, heads * width]);
  }

  private attend(q: Value, k: Value, v: Value, mask?: Value): Value {
    const { g } = this;
    const scores = g.mul(g.matMul(q, g.transposeLast(k)), 1 / Math.sqrt(Number(q.shape.at(-1))));
    return g.matMul(g.softmax(mask ? g.add(scores, mask) : scores), v);
  }

  private groupedAttention(q: Value, k: Value, v: Value, mask: Value): Value {
    const { g } = this;
    const [rows = 0, heads = 0, tokens = 0, width = 0] = q.shape as readonly number[];
    const group = heads / sizes.keyValueHeads;
    if (this.style === 'fused') {
      const folded = g.reshape(q, [rows, sizes.keyValueHeads, group * tokens, width]);
      const tall = g.concat(Array<Value>(group).fill(mask), 0);
      return g.reshape(this.attend(folded, k, v, tall), [rows, heads, tokens, width]);
    }
    const repeated = (x: Value) => {
      const spread = g.expand(g.unsqueeze(x, [2]), [rows, sizes.keyValueHeads, group, tokens, width]);
      return g.reshape(spread, [rows, heads, tokens, width]);
    };
    return this.attend(q, repeated(k), repeated(v), mask);
  }

  private rotate(x: Value): Value {
    const { g } = this;
    const [, , tokens = 0, width = 0] = x.shape as readonly number[];
    const angles = Array.from({ length: tokens * width }, (_, at) => {
      const [position, i] = [Math.floor(at / width), at % width];
      return position * 10000 ** ((-2 * (i % (width / 2))) / width);
    });
    const table = (turn: (angle: number) => number) =>
      g.constant(null, fromNumbers('float32', [tokens, width], angles.map(turn)));
    const [first, second] = g.split(x, 3, [width / 2, width / 2]) as [Value, Value];
    return g.add(g.mul(x, table(Math.cos)), g.mul(g.concat([g.neg(second), first], 3), table(Math.sin)));
  }
}

/** 0 where a query sees a key, −1e9 behind it. */
function causal(count: number): Tensor {
  const bias = Array.from({ length: count * count }, (_, at) => (at % count <= Math.floor(at / count) ? 0 : -1e9));
  return fromNumbers('float32', [count, count], bias);
}
