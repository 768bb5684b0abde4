/**
 * The one mutable graph everybody builds with. Nodes are appended in topological order by construction: an
 * input must exist already. Every node is typed as it is added, and small chains of known integers (shapes,
 * ranges, masks' sizes) become constants at once, so an exporter's dynamic graph turns static when its inputs are.
 */
import { elementCount, fromNumbers, isExact, isFloat, isInteger, toNumbers } from '@palimpsest/tensor';
import type { DataType, Tensor } from '@palimpsest/tensor';
import { knownElements } from '../fold/elements.js';
import { foldNode } from '../fold/fold-node.js';
import { toAttribute } from '../graph/attribute.js';
import type { Attribute } from '../graph/attribute.js';
import { isExternal } from '../graph/graph.js';
import type { Constant, ExternalData, Graph, InlineConstant, Node } from '../graph/graph.js';
import { GraphError } from '../graph/graph-error.js';
import type { Dim, Shape, Value } from '../graph/value.js';
import { finishGraph } from '../passes/finish-graph.js';
import { minimumOpset } from '../shape/minimum-opset.js';
import { inferNode } from './infer.js';
import { inlineGraph } from './inline.js';
import { NameAuthority } from './name-authority.js';
import type { NodeOptions } from './node-options.js';
import { Operators } from './operators.js';
import type { Attributes } from './operators.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface GraphBuilderOptions {
  /** Version of ai.onnx; 20 unless given, raised when a node needs more. */
  readonly opset?: number;
  /** Type of `scalar()` and of gradients' constants; float32 unless given. */
  readonly floatType?: 'float32' | 'float64';
}

interface ScopeNames {
  readonly prefix?: string;
  readonly forwardNode?: string;
}

interface Scope {
  readonly prefix: string;
  readonly forwardNode: string | null;
  readonly read: ((value: Value) => Value) | null;
}

/** Integer values up to this many elements are tracked for shapes. */
const trackedElements = 64;

/**
 * @example
 * const g = new GraphBuilder();
 * const x = g.input('x', 'float32', [2, 3]);
 * g.output(g.reduceSum(g.mul(x, x)), 'loss');
 * const graph = g.build();
 */
export class GraphBuilder extends Operators {
  readonly floatType: 'float32' | 'float64';
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  readonly nodes: Node[] = [];
  #opset: number;
  #symbols = 0;
  #scope: Scope = { prefix: '', forwardNode: null, read: null };
  readonly #names = new NameAuthority();
  readonly #nodeNames = new NameAuthority();
  readonly #constants = new Map<Value, Constant>();
  readonly #producers = new Map<Value, Node>();
  readonly #elements = new Map<Value, readonly Dim[]>();
  readonly #shared = new Map<string, Value>();

  constructor(options: GraphBuilderOptions = {}) {
    super();
    this.#opset = options.opset ?? 20;
    this.floatType = options.floatType ?? 'float32';
  }

  get opset(): number {
    return this.#opset;
  }

  /** Raises the opset; it never falls. */
  requireOpset(version: number): void {
    this.#opset = Math.max(this.#opset, version);
  }

  /** Constants in the order they were added, unused ones included. */
  get constants(): readonly Constant[] {
    return [...this.#constants.values()];
  }

  /** A graph input. Dims are numbers, or symbols in forward graphs that are exported. */
  input(name: string, dtype: DataType, shape: Shape): Value {
    const value = { name: this.#names.claim(name, 'graph input'), dtype, shape: [...shape] };
    this.inputs.push(value);
    return value;
  }

  /**
   * Makes `value` a graph output. With a name the producer is renamed; only inputs, constants and values that
   * are outputs already get an Identity node, whose result is returned.
   */
  output(value: Value, name: string = value.name): Value {
    this.#requireKnown(value, 'output');
    const direct = this.#producers.has(value) && !this.outputs.includes(value);
    if (direct && name !== value.name) this.#rename(value, this.#names.claim(name, 'graph output'));
    const result = direct ? value : this.#outputThroughIdentity(value, name);
    this.outputs.push(result);
    return result;
  }

  /**
   * A constant. A name makes it a parameter (never folded away, found again by that name); null makes it
   * anonymous, free to be folded into others.
   */
  constant(name: string | null, data: Tensor, options: { readonly anonymous?: boolean } = {}): Value {
    const anonymous = options.anonymous ?? name === null;
    const value: Value = { name: this.#nameConstant(name), dtype: data.dtype, shape: data.dims };
    this.#addConstant({ value, data, ...(anonymous ? { anonymous } : {}) });
    return value;
  }

  /** A constant whose bytes stay on disk. */
  externalConstant(name: string, dtype: DataType, dims: readonly number[], external: ExternalData): Value {
    const value: Value = { name: this.#nameConstant(name), dtype, shape: [...dims] };
    this.#constants.set(value, { value, external });
    return value;
  }

  /** A scalar of `floatType`, or of `dtype`; equal scalars are one value. */
  scalar(x: number, dtype: DataType = this.floatType): Value {
    return this.#share(`${dtype} ${Object.is(x, -0) ? '-0' : x}`, () => fromNumbers(dtype, [], [x]));
  }

  /** int64[n]; equal lists are one value. */
  ints(values: readonly number[]): Value {
    return this.#share(`int64 [${values.join(',')}]`, () => fromNumbers('int64', [values.length], values));
  }

  /** The tensor of an inline or folded constant; undefined for everything else and for data left on disk. */
  constantData(value: Value): Tensor | undefined {
    const constant = this.#constants.get(value);
    return constant && !isExternal(constant) ? constant.data : undefined;
  }

  constantOf(value: Value): Constant | undefined {
    return this.#constants.get(value);
  }

  /** The constant called `name`. */
  constantNamed(name: string): Constant | undefined {
    return this.constants.find((constant) => constant.value.name === name);
  }

  isConstant(value: Value): boolean {
    return this.#constants.has(value);
  }

  /** The node that makes `value`; undefined for inputs and constants. */
  producer(value: Value): Node | undefined {
    return this.#producers.get(value);
  }

  /** Elements of a small integer value, symbols included: of Shape(x) for x [batch, 4] it is ['batch', 4]. */
  elementsOf(value: Value): readonly Dim[] | undefined {
    return this.#elements.get(value);
  }

  /**
   * Appends one node and types its outputs. Throws GraphError for unknown operators, inputs of other builders
   * and whatever the operator's shape rule refuses.
   */
  op(
    opType: string,
    given: readonly (Value | null)[],
    attributes: Attributes = {},
    options: NodeOptions = {},
  ): Value[] {
    const inputs = this.#scope.read ? given.map((value) => value && this.#read(value)) : given;
    const domain = options.domain === 'ai.onnx' ? '' : (options.domain ?? '');
    const node = {
      name: this.#nodeNames.fresh(options.name ?? `${this.#scope.prefix}${opType}`),
      ...{ opType, domain, inputs: [...inputs], attributes: tagged(attributes) },
      outputCount: options.outputNames?.length ?? options.outputs ?? 1,
    };
    for (const input of inputs) if (input) this.#requireKnown(input, `input of ${opType} ‹${node.name}›`);
    this.requireOpset(minimumOpset(opType, domain));
    const types = inferNode(node, {
      opset: this.#opset,
      elementsOf: (value) => this.#elements.get(value),
      dataOf: (value) => this.constantData(value),
      newSymbol: () => `unknown${this.#symbols++}`,
    });
    const folded = foldNode(node, types, {
      elementsOf: (value) => this.#elements.get(value),
      dataOf: (value) => this.#foldable(value),
    });
    const names = options.outputNames ?? types.map(() => null);
    if (folded?.kind === 'tensors') return folded.tensors.map((data, i) => this.#foldedConstant(data, names[i]));
    const values = this.#append(node, types.slice(0, node.outputCount), options);
    if (folded?.kind === 'elements' && values[0]) this.#elements.set(values[0], folded.elements);
    return values;
  }

  /**
   * Nodes appended by `body` carry this prefix in their fresh names and this forward node, and read `read(value)` where
   * they are given a value.
   */
  within<T>(scope: Partial<Pick<Scope, 'read'>> & ScopeNames, body: () => T): T {
    const outer = this.#scope;
    this.#scope = {
      prefix: outer.prefix + (scope.prefix ?? ''),
      forwardNode: scope.forwardNode ?? outer.forwardNode,
      read: scope.read === undefined ? outer.read : scope.read,
    };
    try {
      return body();
    } finally {
      this.#scope = outer;
    }
  }

  /**
   * Copies another graph in, names prefixed. `bindings` gives a value of this builder for every input of the
   * other; it may also replace constants by name (shared weights, trained weights). Shapes are inferred again
   * from what is bound. Returns the outputs by their original name.
   */
  inline(
    source: Graph | GraphBuilder,
    bindings: Readonly<Record<string, Value>>,
    prefix: string,
  ): Record<string, Value> {
    return inlineGraph(this, source instanceof GraphBuilder ? source.build() : source, bindings, prefix);
  }

  /** The finished graph: nodes and constants that no output needs are left out. Inputs all stay. */
  build(options: { readonly name?: string } = {}): Graph {
    const { inputs, outputs, nodes, constants, opset } = this;
    return finishGraph({ name: options.name ?? 'graph', opset, inputs, outputs, nodes, constants });
  }

  /** Nodes that `read` appends read what they are given. */
  #read(value: Value): Value {
    const { read } = this.#scope;
    return read ? this.within({ read: null }, () => read(value)) : value;
  }

  #append(
    node: Omit<Mutable<Node>, 'outputs'>,
    types: readonly { dtype: DataType; shape: Shape }[],
    options: NodeOptions,
  ) {
    const values = types.map((type, i): Value | null => {
      const given = options.outputNames?.[i];
      if (options.outputNames && given === null) return null;
      const base = types.length === 1 ? node.name : `${node.name}:${i}`;
      return { name: given ? this.#names.claim(given, 'value') : this.#names.fresh(base), ...type };
    });
    const forwardNode = options.forwardNode ?? this.#scope.forwardNode;
    const { name, opType, domain, inputs, attributes } = node;
    const complete: Node = {
      ...{ name, opType, domain, inputs, attributes, outputs: values },
      ...(forwardNode === null ? {} : { forwardNode }),
    };
    this.nodes.push(complete);
    for (const value of values) if (value) this.#producers.set(value, complete);
    return values as Value[]; // nulls stand only where the caller left an output out by name
  }

  #foldedConstant(data: Tensor, name: string | null | undefined): Value {
    if (data.dtype === 'int64' && data.dims.length === 1 && !name && isExact(data)) return this.ints(toNumbers(data));
    const value: Value = { name: name ?? this.#names.fresh('folded'), dtype: data.dtype, shape: data.dims };
    if (name) this.#names.claim(name, 'value');
    this.#addConstant({ value, data, anonymous: true });
    return value;
  }

  #share(key: string, make: () => Tensor): Value {
    const known = this.#shared.get(key);
    if (known) return known;
    const value = this.constant(null, make());
    this.#shared.set(key, value);
    return value;
  }

  #nameConstant(name: string | null): string {
    return name === null ? this.#names.fresh('constant') : this.#names.claim(name, 'constant');
  }

  #addConstant(constant: InlineConstant): void {
    const { value, data } = constant;
    this.#constants.set(value, constant);
    const small = data.dims.length <= 1 && elementCount(data.dims) <= trackedElements;
    if (small && isInteger(data.dtype)) this.#elements.set(value, knownElements(data));
  }

  /** Integers and bools are always free to fold, floats unless they are parameters. */
  #foldable(value: Value): Tensor | undefined {
    const constant = this.#constants.get(value);
    if (!constant || isExternal(constant)) return undefined;
    return isFloat(value.dtype) && !constant.anonymous ? undefined : constant.data;
  }

  #outputThroughIdentity(value: Value, name: string): Value {
    let target = name;
    if (value.name === name && this.#constants.has(value)) {
      this.#rename(value, this.#names.fresh(`${name}_constant`)); // of a constant only the value matters
    } else if (value.name === name) {
      target = this.#names.fresh(`${name}_output`);
      this.#names.release(target); // `op` claims it
    }
    return this.op1('Identity', [value], {}, { outputNames: [target] });
  }

  /** `name` is reserved already. */
  #rename(value: Value, name: string): void {
    this.#names.release(value.name);
    (value as Mutable<Value>).name = name; // holders compare values by identity
  }

  #requireKnown(value: Value, role: string): void {
    if (this.#producers.has(value) || this.#constants.has(value) || this.inputs.includes(value)) return;
    throw new GraphError(`${role}: the value ${value.name} was not made by this builder`, { where: value.name });
  }
}

function tagged(attributes: Attributes): ReadonlyMap<string, Attribute> {
  const entries = Object.entries(attributes).flatMap(([name, input]) =>
    input === undefined ? [] : [[name, toAttribute(name, input)] as const],
  );
  return new Map(entries);
}
