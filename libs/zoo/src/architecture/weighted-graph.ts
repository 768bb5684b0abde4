/**
 * A builder together with the weights of one model: layers ask for parameters by name and get the same value
 * each time.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import type { Weights } from './parameters.js';

export class WeightedGraph {
  readonly #values = new Map<string, Value>();

  constructor(
    readonly g: GraphBuilder,
    readonly weights: Weights,
  ) {}

  /** The parameter as a constant of the graph, named as in the checkpoint. */
  parameter(name: string): Value {
    const known = this.#values.get(name);
    if (known) return known;
    const data = this.weights.get(name);
    if (!data) throw new RangeError(`the weights lack ${name}: they belong to another architecture`);
    const value = this.g.constant(name, data);
    this.#values.set(name, value);
    return value;
  }

  /** x·W (+ b where the weights have one), for x [..., in] and W [in, out]. */
  linear(x: Value, name: string): Value {
    const product = this.g.matMul(x, this.parameter(`${name}.weight`));
    return this.weights.has(`${name}.bias`) ? this.g.add(product, this.parameter(`${name}.bias`)) : product;
  }

  layerNorm(x: Value, name: string, epsilon: number): Value {
    const [scale, bias] = [this.parameter(`${name}.weight`), this.parameter(`${name}.bias`)];
    return this.g.layerNormalization(x, scale, bias, { epsilon });
  }

  /** RMSNorm (Zhang & Sennrich, arXiv 1910.07467): x / √(mean x² + ε) · w over the last axis. */
  rmsNorm(x: Value, name: string, epsilon: number): Value {
    const { g } = this;
    const scale = g.sqrt(g.add(g.reduceMean(g.mul(x, x), [-1]), epsilon));
    return g.mul(g.div(x, scale), this.parameter(`${name}.weight`));
  }
}
