/**
 * Activations that an exporter spelled out, named again: Gelu as eight nodes becomes Gelu. They are recognised by what
 * they compute, not by how they are written: every chain of element-wise nodes from one value to another through a
 * Tanh, Erf or Sigmoid is evaluated at a few points. A gradient then keeps one value instead of six, and the runtime
 * has a kernel: of SmolVLM's size, half of the memory and a sixth of the time of a step.
 */
import type { Constant, Graph, Node } from '../../graph/graph.js';
import { isExternal } from '../../graph/graph.js';
import type { Value } from '../../graph/value.js';
import { elementwise, evaluate } from './evaluate.js';
import { knownActivations, samples, type KnownActivation } from './known.js';

const seeds = new Set(['Tanh', 'Erf', 'Sigmoid']);

/** Longest chain looked at, in nodes behind the seed. */
const reach = 6;

interface Found {
  /** The node whose result is the activation of `x`. */
  readonly end: Node;
  readonly x: Value;
  readonly activation: KnownActivation;
}

/** An equal graph, up to rounding; the graph itself when nothing was found. Nodes nobody needs any more are gone. */
export function nameActivations(graph: Graph): Graph {
  const around = new Surroundings(graph);
  const found = new Map(
    graph.nodes.flatMap((node) => {
      const match = seeds.has(node.opType) && node.domain === '' ? findActivation(node, around) : null;
      return match ? [[match.end, match] as const] : [];
    }),
  );
  if (found.size === 0) return graph;
  const nodes = graph.nodes.map((node) => renamed(node, found.get(node)));
  return { ...graph, nodes: needed(nodes, graph.outputs) };
}

function renamed(node: Node, found: Found | undefined): Node {
  if (!found) return node;
  const { opType, domain, attributes } = found.activation;
  return { ...node, opType, domain, attributes, inputs: [found.x] };
}

/** In order; what leads to no output is left out. */
function needed(nodes: readonly Node[], outputs: readonly Value[]): readonly Node[] {
  const wanted = new Set<Value | null>(outputs);
  const kept = nodes.toReversed().filter((node) => {
    const isNeeded = node.outputs.some((output) => output && wanted.has(output));
    if (isNeeded) for (const input of node.inputs) wanted.add(input);
    return isNeeded;
  });
  return kept.reverse();
}

/** Who makes and who reads each value, and which constants are one number. */
class Surroundings {
  readonly producers = new Map<Value, Node>();
  readonly readers = new Map<Value, Node[]>();
  readonly #scalars: ReadonlyMap<Value, number>;

  constructor(graph: Graph) {
    for (const node of graph.nodes) {
      for (const output of node.outputs) if (output) this.producers.set(output, node);
      for (const input of node.inputs) if (input) this.readers.set(input, [...(this.readers.get(input) ?? []), node]);
    }
    this.#scalars = new Map(graph.constants.flatMap(scalarOf));
  }

  scalar(value: Value): number | undefined {
    return this.#scalars.get(value);
  }
}

function scalarOf(constant: Constant): readonly (readonly [Value, number])[] {
  if (isExternal(constant) || constant.data.data.length !== 1) return [];
  return [[constant.value, Number(constant.data.data[0])]];
}

/** The activation through this node, from whatever value leads to it alone. */
function findActivation(seed: Node, around: Surroundings): Found | null {
  const [result] = seed.outputs;
  if (!result) return null;
  for (const x of sourcesOf(seed, around)) {
    const values = new Map<Value, readonly number[]>([[x, samples]]);
    if (!evaluateBackTo(result, values, around)) continue;
    const found = followOn(result, x, values, around);
    if (found) return found;
  }
  return null;
}

/** Values behind the seed that it may be a function of, nearest first. */
function sourcesOf(seed: Node, around: Surroundings): readonly Value[] {
  const sources = new Set<Value>();
  let front = [seed];
  for (let step = 0; step < reach && front.length > 0; step++) {
    const inputs = front.flatMap((node) => node.inputs.filter((input) => input !== null));
    const own = inputs.filter((input) => around.scalar(input) === undefined && !sources.has(input));
    for (const input of own) sources.add(input);
    front = own.flatMap((input) => {
      const producer = around.producers.get(input);
      return producer && elementwise.has(producer.opType) ? [producer] : [];
    });
  }
  return [...sources];
}

/** Fills in `values` as far as `value`; false where it depends on something else than what is there. */
function evaluateBackTo(
  value: Value,
  values: Map<Value, readonly number[]>,
  around: Surroundings,
  left = reach,
): boolean {
  if (values.has(value) || around.scalar(value) !== undefined) return true;
  const node = around.producers.get(value);
  if (!node || left < 0 || !elementwise.has(node.opType)) return false;
  const inputs = node.inputs.filter((input) => input !== null);
  if (!inputs.every((input) => evaluateBackTo(input, values, around, left - 1))) return false;
  return put(node, values, around);
}

/** Onwards from the seed, while nothing else comes in, until the result is an activation that has a name. */
function followOn(from: Value, x: Value, values: Map<Value, readonly number[]>, around: Surroundings): Found | null {
  let front = [from];
  for (let step = 0; step < reach; step++) {
    const next = front
      .flatMap((value) => around.readers.get(value) ?? [])
      .filter((node) => elementwise.has(node.opType));
    front = [];
    for (const end of new Set(next)) {
      const isClosed = end.inputs.every(
        (input) => input && (evaluateBackTo(input, values, around) || around.scalar(input) !== undefined),
      );
      const [result] = end.outputs;
      if (!isClosed || !result || !put(end, values, around)) continue;
      const activation = knownActivations.find(({ at }) => agrees(values.get(result) ?? [], at));
      if (activation && String(result.shape) === String(x.shape)) return { end, x, activation };
      front.push(result);
    }
  }
  return null;
}

function put(node: Node, values: Map<Value, readonly number[]>, around: Surroundings): boolean {
  const [result] = node.outputs;
  const inputs = node.inputs.map((input) => {
    const scalar = input && around.scalar(input);
    return typeof scalar === 'number' ? samples.map(() => scalar) : input && values.get(input);
  });
  if (!result || !inputs.every((input) => Array.isArray(input))) return false;
  values.set(result, evaluate(node.opType, inputs));
  return true;
}

/** Constants are float32, so seven digits. */
const agrees = (values: readonly number[], at: (x: number) => number): boolean =>
  values.every((value, index) => Math.abs(value - at(samples[index] ?? 0)) <= 2e-6 * (1 + Math.abs(value)));
