/** Runs the shape rule of one node: looks it up, gives it its context, checks what it returned. */
import { toNumbers } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import type { Attribute } from '../graph/attribute.js';
import { GraphError } from '../graph/graph-error.js';
import { formatType } from '../graph/value.js';
import type { Dim, Value } from '../graph/value.js';
import { shapeRuleOf } from '../shape/roster.js';
import type { ShapeContext, TypedShape } from '../shape/shape-rule.js';

export interface NodeToInfer {
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly (Value | null)[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly outputCount: number;
}

/** What the builder knows about values before run time. */
export interface Knowledge {
  readonly opset: number;
  elementsOf(value: Value): readonly Dim[] | undefined;
  dataOf(value: Value): Tensor | undefined;
  newSymbol(): string;
}

/** Types of the outputs. Throws GraphError for an unknown operator and whenever the rule refuses the node. */
export function inferNode(node: NodeToInfer, knowledge: Knowledge): readonly TypedShape[] {
  const rule = shapeRuleOf(node.opType, node.domain) ?? refuse(node);
  const types = rule(contextOf(node, knowledge));
  const bad = types.flatMap((type) => type.shape).find((dim) => typeof dim === 'number' && !(dim >= 0));
  if (bad !== undefined) fail(node, `a result dim is ${bad}`);
  const huge = types.find(({ shape }) => !Number.isSafeInteger(knownProduct(shape)));
  if (huge) fail(node, `a result of shape [${huge.shape.join(', ')}] is too large to exist`);
  if (types.length < node.outputCount) fail(node, `has ${types.length} outputs, ${node.outputCount} were asked for`);
  return types;
}

function knownProduct(shape: readonly Dim[]): number {
  return shape.reduce<number>((product, dim) => (typeof dim === 'number' ? product * dim : product), 1);
}

function refuse(node: NodeToInfer): never {
  const domain = node.domain === '' ? 'ai.onnx' : node.domain;
  const remedy = 'export the model with standard operators, or add a shape rule in libs/onnx/src/shape/';
  throw new GraphError(`node ‹${node.name}›: operator ${node.opType} of domain ${domain} is not supported; ${remedy}`, {
    where: node.name,
    opType: node.opType,
    domain: node.domain,
  });
}

function fail(node: NodeToInfer, message: string): never {
  const inputs = node.inputs.map((input) => (input ? formatType(input) : '–')).join(', ');
  throw new GraphError(`${node.opType} ‹${node.name}› (${inputs}): ${message}`, {
    where: node.name,
    opType: node.opType,
    domain: node.domain,
  });
}

function contextOf(node: NodeToInfer, knowledge: Knowledge): ShapeContext {
  const { inputs, attributes } = node;
  const at = (index: number) => inputs[index] ?? null;
  const attribute = <K extends Attribute['kind']>(
    name: string,
    kind: K,
  ): Extract<Attribute, { kind: K }> | undefined => {
    const found = attributes.get(name);
    if (found && found.kind !== kind) fail(node, `attribute ${name} is ${found.kind}, not ${kind}`);
    return found as Extract<Attribute, { kind: K }> | undefined; // checked above
  };
  const elements = (index: number) => {
    const value = at(index);
    return value ? knowledge.elementsOf(value) : undefined;
  };
  return {
    inputCount: inputs.length,
    outputCount: node.outputCount,
    opset: knowledge.opset,
    optional: at,
    input: (index) => at(index) ?? fail(node, `input ${index} is missing`),
    attribute: (name) => attributes.get(name),
    int: (name, fallback) => attribute(name, 'int')?.value ?? fallback ?? fail(node, `attribute ${name} is missing`),
    ints: (name) => attribute(name, 'ints')?.value,
    text: (name, fallback) => attribute(name, 'string')?.value ?? fallback,
    elements,
    integers: (index) => {
      const known = elements(index);
      return known?.every((dim) => typeof dim === 'number') ? known : undefined;
    },
    floats: (index) => {
      const value = at(index);
      const data = value ? knowledge.dataOf(value) : undefined;
      return data ? toNumbers(data) : undefined;
    },
    unknown: () => knowledge.newSymbol(),
    fail: (message) => fail(node, message),
  };
}
