/**
 * Reverse mode on a graph under construction: mark what lies between the targets and the loss, walk it
 * backwards, let each node's rule say what its inputs receive, undo broadcasts, add up. Nodes off that path
 * are never touched, so frozen weights cost nothing.
 */
import { fromNumbers, isFloat } from '@palimpsest/tensor';
import {
  operatorKey,
  refusalOf,
  sameShape,
  formatType,
  type GraphBuilder,
  type Node,
  type Value,
} from '@palimpsest/onnx';
import { AutodiffError, BlockedGradientError, type BlockedNode } from './autodiff-error.js';
import { dimsOf } from './dims.js';
import { droppedValues, type Recompute } from './recompute/dropped-values.js';
import { RecomputedValues } from './recompute/recomputed-values.js';
import { isPassive, ruleOf } from './rules/roster.js';
import { sumToShape } from './sum-to-shape.js';
import { readAttributes, type Contribution, type VjpContext, type VjpRule } from './vjp.js';

export interface GradientOptions {
  /** 'fused' (default) may emit com.microsoft FusedMatMul; 'portable' emits ai.onnx only. */
  readonly emit?: 'fused' | 'portable';
  /** Forward values that the backward pass computes again: less memory, more time, the same gradient. None unless given. */
  readonly recompute?: Recompute | undefined;
}

export interface Seed {
  readonly value: Value;
  /** Same shape as `value`. */
  readonly cotangent: Value;
}

/**
 * ∂loss/∂v for each v, appended to `g`. The loss has one element.
 * @throws BlockedGradientError listing every node without a gradient
 * @throws AutodiffError when the loss does not depend on a target
 */
export function gradient(
  g: GraphBuilder,
  loss: Value,
  withRespectTo: readonly Value[],
  options: GradientOptions = {},
): Value[] {
  const dims = dimsOf(loss);
  if (dims.some((dim) => dim !== 1)) {
    throw new AutodiffError(`the loss ${loss.name} is ${formatType(loss)}; reduce it to one element first`, [
      loss.name,
    ]);
  }
  const one = g.constant(null, fromNumbers(loss.dtype, dims, [1]));
  return vectorJacobianProduct(g, [{ value: loss, cotangent: one }], withRespectTo, options);
}

/** Σ over seeds of cotangentᵀ · ∂value/∂v for each v: the general form, with several starting points. */
export function vectorJacobianProduct(
  g: GraphBuilder,
  seeds: readonly Seed[],
  withRespectTo: readonly Value[],
  options: GradientOptions = {},
): Value[] {
  const forward = [...g.nodes];
  const dependent = dependentValues(forward, withRespectTo);
  const path = nodesOnPath(forward, dependent, seeds);
  refuseBlocked(path, dependent);
  const cotangents = new Cotangents(g);
  for (const { value, cotangent } of seeds) cotangents.add(value, cotangent, 'seed');
  const ends = seeds.map(({ value }) => value);
  const again =
    options.recompute &&
    new RecomputedValues(g, path, droppedValues(path, ends, options.recompute), new Set(withRespectTo));
  for (const node of path.toReversed()) {
    g.within({ prefix: `${node.name}/grad/`, forwardNode: node.name }, () =>
      backpropagate(g, node, dependent, cotangents, { fused: options.emit !== 'portable', again }),
    );
  }
  return withRespectTo.map((target) => {
    const total = cotangents.total(target);
    if (total) return total;
    throw new AutodiffError(`no gradient reaches ${target.name}: the loss does not depend on it`, [target.name]);
  });
}

/**
 * Values that change when a target changes. Nothing gets through integers that a rule's operator makes, which change
 * in steps; those of other operators stay, so that the node is blocked instead of silently zero.
 */
function dependentValues(nodes: readonly Node[], targets: readonly Value[]): ReadonlySet<Value> {
  const dependent = new Set(targets);
  for (const node of nodes) {
    const rule = ruleOf(node);
    if (typeof rule === 'object' && rule.kind === 'zero') continue;
    if (!node.inputs.some((input, at) => input && dependent.has(input) && !isPassive(node, at))) continue;
    const carries = (output: Value) => isFloat(output.dtype) || typeof rule !== 'function';
    for (const output of node.outputs) if (output && carries(output)) dependent.add(output);
  }
  return dependent;
}

/** Nodes through which a target reaches a seed, in forward order. */
function nodesOnPath(nodes: readonly Node[], dependent: ReadonlySet<Value>, seeds: readonly Seed[]): readonly Node[] {
  const needed = new Set(seeds.map(({ value }) => value));
  const path: Node[] = [];
  for (const node of nodes.toReversed()) {
    const reaches = node.outputs.some((output) => output && needed.has(output) && dependent.has(output));
    const carrying = node.inputs.filter((input, at) => input && dependent.has(input) && !isPassive(node, at));
    if (!reaches || carrying.length === 0) continue;
    path.push(node);
    for (const input of carrying) if (input) needed.add(input);
  }
  return path.toReversed();
}

function refuseBlocked(path: readonly Node[], dependent: ReadonlySet<Value>): void {
  const blocked = path.flatMap((node): BlockedNode[] => {
    const rule = ruleOf(node);
    if (typeof rule === 'function' || rule?.kind === 'zero') return [];
    const op = operatorKey(node.opType, node.domain);
    const inputs = node.inputs.filter((input) => input && dependent.has(input)).map((input) => input?.name);
    return [
      {
        node: node.name,
        op,
        reason: rule?.reason ?? refusalOf(node) ?? `no gradient rule; it receives ${inputs.join(', ')}`,
      },
    ];
  });
  if (blocked.length > 0) throw new BlockedGradientError(blocked, path.length);
}

/** Cotangents per value; several contributions are summed when first asked for. */
class Cotangents {
  readonly #parts = new Map<Value, Value[]>();
  readonly #contributions = new Map<Value, (Contribution | 'seed')[]>();

  constructor(private readonly g: GraphBuilder) {}

  add(value: Value, cotangent: Value, origin: Contribution | 'seed'): void {
    append(this.#parts, value, cotangent);
    append(this.#contributions, value, origin);
  }

  total(value: Value): Value | null {
    const parts = this.#parts.get(value);
    if (!parts?.[0]) return null;
    const sum = parts.slice(1).reduce((left, right) => this.g.add(left, right), parts[0]);
    this.#parts.set(value, [sum]);
    return sum;
  }

  /** The nodes whose contributions `total` is the sum of; empty when a seed is among them. */
  contributions(value: Value | null | undefined): readonly Contribution[] {
    const origins = (value && this.#contributions.get(value)) ?? [];
    const nodes = origins.filter((origin) => origin !== 'seed');
    return nodes.length === origins.length ? nodes : [];
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, entry: V): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}

function backpropagate(
  g: GraphBuilder,
  node: Node,
  dependent: ReadonlySet<Value>,
  cotangents: Cotangents,
  { fused, again }: { readonly fused: boolean; readonly again: RecomputedValues | undefined },
): void {
  const received = node.outputs.map((output) => output && cotangents.total(output));
  const arrived = received.find((cotangent) => cotangent !== null);
  if (!arrived) return;
  const contributions = cotangents.contributions(node.outputs[0]);
  const rule = ruleOf(node) as VjpRule; // refuseBlocked has seen every node of the path
  const wants = (index: number): boolean => {
    const input = node.inputs[index];
    return input !== null && input !== undefined && dependent.has(input);
  };
  const read = again ? (value: Value) => again.of(value, arrived) : null;
  const returned = g.within({ read }, () => rule(makeContext(g, node, received, contributions, wants, fused)));
  if (returned.length > node.inputs.length) {
    throw new AutodiffError(
      `the rule of ${node.opType} returned ${returned.length} gradients for ${node.inputs.length} inputs`,
      [node.name],
    );
  }
  returned.forEach((cotangent, index) => {
    const input = node.inputs[index];
    if (!cotangent || !input || !wants(index)) return;
    const summed = sumToShape(g, cotangent, input);
    if (!sameShape(summed.shape, input.shape) || summed.dtype !== input.dtype) {
      throw new AutodiffError(
        `the gradient of ${input.name} is ${formatType(summed)} instead of ${formatType(input)}`,
        [node.name],
      );
    }
    cotangents.add(input, summed, { node, cotangent: received[0] ?? null });
  });
}

function makeContext(
  g: GraphBuilder,
  node: Node,
  cotangents: readonly (Value | null)[],
  contributions: readonly Contribution[],
  wants: (index: number) => boolean,
  fused: boolean,
): VjpContext {
  const required = (value: Value | null | undefined, what: string): Value => {
    if (value) return value;
    throw new AutodiffError(`${node.opType} ‹${node.name}› has no ${what}`, [node.name]);
  };
  return {
    g,
    node,
    inputs: node.inputs,
    cotangents,
    contributions,
    wants,
    fused,
    attributes: readAttributes(node.attributes),
    input: (index) => required(node.inputs[index], `input ${index}`),
    output: (index) => required(node.outputs[index], `output ${index}`),
    get dy() {
      return required(cotangents[0], 'cotangent for its first output');
    },
  };
}
