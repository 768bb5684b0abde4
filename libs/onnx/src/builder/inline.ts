/**
 * Copies a finished graph into a builder. Nodes go through `GraphBuilder.op`, so shapes are inferred anew from
 * the bound inputs and chains of known integers fold on the way.
 */
import { isExact, toNumbers } from '@palimpsest/tensor';
import type { Attribute } from '../graph/attribute.js';
import { isExternal } from '../graph/graph.js';
import type { Constant, Graph, InlineConstant, Node } from '../graph/graph.js';
import { GraphError } from '../graph/graph-error.js';
import { formatType, sameShape } from '../graph/value.js';
import type { Value } from '../graph/value.js';
import { isPassThrough } from '../passes/pass-through.js';
import type { GraphBuilder } from './graph-builder.js';

export type Bindings = Readonly<Record<string, Value>>;

/** Outputs that take the place of a node's, given its inputs in the builder; null to have the node copied. */
export type Replace = (
  g: GraphBuilder,
  node: Node,
  inputs: readonly (Value | null)[],
) => readonly (Value | null)[] | null;

export function inlineGraph(
  g: GraphBuilder,
  graph: Graph,
  bindings: Bindings,
  prefix: string,
  replace: Replace = () => null,
): Record<string, Value> {
  checkBindings(graph, bindings);
  g.requireOpset(graph.opset);
  const copies = new Map<Value, Value>();
  for (const input of graph.inputs) {
    const bound = bindings[input.name];
    if (bound) copies.set(input, bound); // checkBindings found all
  }
  for (const constant of graph.constants) {
    copies.set(constant.value, bindings[constant.value.name] ?? copyConstant(g, constant, prefix));
  }
  for (const node of graph.nodes) copyNode(g, node, copies, prefix, replace);
  return Object.fromEntries(graph.outputs.map((output) => [output.name, found(copies, output, output.name)]));
}

function copyConstant(g: GraphBuilder, constant: Constant, prefix: string): Value {
  const { name, dtype } = constant.value;
  if (!isExternal(constant)) return copyInline(g, constant, prefix + name);
  const dims = constant.value.shape.filter((dim) => typeof dim === 'number'); // constants are static
  return g.externalConstant(prefix + name, dtype, dims, constant.external);
}

/** Anonymous scalars and integer lists are shared with those the builder has. */
function copyInline(g: GraphBuilder, { data, anonymous }: InlineConstant, name: string): Value {
  if (!anonymous) return g.constant(name, data);
  if (!isExact(data)) return g.constant(name, data, { anonymous: true });
  const [first] = data.dims.length === 0 && ['float32', 'float64', 'int64'].includes(data.dtype) ? toNumbers(data) : [];
  if (first !== undefined) return g.scalar(first, data.dtype);
  if (data.dtype === 'int64' && data.dims.length === 1) return g.ints(toNumbers(data));
  return g.constant(name, data, { anonymous: true });
}

function copyNode(g: GraphBuilder, node: Node, copies: Map<Value, Value>, prefix: string, replace: Replace): void {
  const [source, target] = [node.inputs[0], node.outputs[0]];
  if (source && target && isPassThrough(node.opType, node.domain) && node.outputs.length === 1) {
    copies.set(target, found(copies, source, node.name));
    return;
  }
  const inputs = node.inputs.map((input) => (input ? found(copies, input, node.name) : null));
  const { domain } = node;
  const outputNames = node.outputs.map((output) => (output ? prefix + output.name : null));
  const attributes: Record<string, Attribute> = Object.fromEntries(node.attributes);
  const outputs =
    replace(g, node, inputs) ??
    g.op(node.opType, inputs, attributes, { domain, outputNames, name: prefix + node.name });
  node.outputs.forEach((output, i) => {
    const copy = outputs[i];
    if (output && copy) copies.set(output, copy);
  });
}

function found(copies: ReadonlyMap<Value, Value>, value: Value, where: string): Value {
  const copy = copies.get(value);
  if (!copy) throw new GraphError(`${where} uses ${value.name}, which nothing before it makes`, { where });
  return copy;
}

function checkBindings(graph: Graph, bindings: Bindings): void {
  const missing = graph.inputs.filter((input) => !bindings[input.name]);
  if (missing.length > 0) {
    const names = missing.map((input) => `${input.name} (${formatType(input)})`).join(', ');
    throw new GraphError(`inline ${graph.name}: no binding for ${names}`, { where: graph.name });
  }
  const targets = [...graph.inputs, ...graph.constants.map((constant) => constant.value)];
  for (const [name, value] of Object.entries(bindings)) {
    const target = targets.find((candidate) => candidate.name === name);
    if (!target) throw new GraphError(`inline ${graph.name}: there is no input or constant ${name}`, { where: name });
    if (!fits(value, target)) {
      const types = `${name} is ${formatType(target)}, bound to ${formatType(value)}`;
      throw new GraphError(`inline ${graph.name}: ${types}`, { where: name });
    }
  }
}

/** Equal types; a symbol takes any dim. */
function fits(value: Value, target: Value): boolean {
  const shape = target.shape.map((dim, i) => (typeof dim === 'string' ? (value.shape[i] ?? dim) : dim));
  const given = value.shape.map((dim, i) => (typeof dim === 'string' ? (shape[i] ?? dim) : dim));
  return value.dtype === target.dtype && sameShape(given, shape);
}
