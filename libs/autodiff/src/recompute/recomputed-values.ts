/**
 * Forward values computed again by copies of their nodes, made when a rule first asks for one. A copy must be another
 * node than the original for the runtime, which merges equal ones, and must wait for the backward pass, since one that
 * could run at once would hold its result from then on. Both follow from what a copy reads: x + 0, that 0 being made of
 * the cotangent that has just arrived.
 */
import { fromNumbers, isFloat, type DataType } from '@palimpsest/tensor';
import type { Attribute, GraphBuilder, Node, Value } from '@palimpsest/onnx';
import type { DroppedValues } from './dropped-values.js';

export class RecomputedValues {
  readonly #producers: ReadonlyMap<Value, Node>;
  readonly #copies = new Map<Value, Value>();
  /** Per part: kept values as they are read by its copies, and the zeros they wait for. */
  readonly #late = new Map<string, Value>();

  constructor(
    private readonly g: GraphBuilder,
    path: readonly Node[],
    private readonly dropped: DroppedValues,
    private readonly targets: ReadonlySet<Value>,
  ) {
    this.#producers = new Map(
      path.flatMap((node) => node.outputs.flatMap((output) => (output ? [[output, node] as const] : []))),
    );
  }

  /** What the backward pass reads in the place of `value`. @param cotangent has arrived at the node that asks */
  of(value: Value, cotangent: Value): Value {
    const part = this.dropped.get(value);
    return part === undefined ? value : this.#again(value, part, cotangent);
  }

  #again(value: Value, part: number, cotangent: Value): Value {
    const known = this.#copies.get(value);
    if (known) return known;
    const node = this.#producers.get(value) as Node; // dropped values are made on the path
    const waits = node.inputs.some((input) => input && this.#producers.has(input));
    const inputs = node.inputs.map((input) => input && this.#input(input, part, cotangent, !waits));
    const attributes: Record<string, Attribute> = Object.fromEntries(node.attributes);
    const copies = this.g.op(node.opType, inputs, attributes, {
      ...{ domain: node.domain, name: `${node.name}/again`, forwardNode: node.name },
      outputs: node.outputs.length,
    });
    node.outputs.forEach((output, at) => output && this.#copies.set(output, copies[at] as Value));
    return this.#copies.get(value) as Value;
  }

  /** Targets, weights among them, are copied only for a node that reads nothing else that waits. */
  #input(input: Value, part: number, cotangent: Value, alone: boolean): Value {
    if (this.dropped.get(input) === part) return this.#again(input, part, cotangent);
    const waits = this.#producers.has(input) || (alone && this.targets.has(input));
    if (!waits || !isFloat(input.dtype)) return input;
    return this.#once(`${part} ${input.name}`, () => this.g.add(input, this.#zero(part, input.dtype, cotangent)));
  }

  /** 1 where the cotangent's first element is more than infinity. */
  #zero(part: number, dtype: DataType, cotangent: Value): Value {
    return this.#once(`${part} zero ${dtype}`, () => {
      const { g } = this;
      const first = g.squeeze(g.slice(g.reshape(cotangent, [-1]), 0, 0, 1), [0]);
      const infinity = g.constant(null, fromNumbers(cotangent.dtype, [], [Infinity]));
      return g.cast(g.op1('Greater', [first, infinity]), dtype);
    });
  }

  #once(key: string, make: () => Value): Value {
    const known = this.#late.get(key);
    if (known) return known;
    const made = make();
    this.#late.set(key, made);
    return made;
  }
}
