/**
 * File level → graph level. Every node goes through a GraphBuilder, so an imported graph is typed, lifted to the
 * builder's opset and folded like one that was built here. Data on disk stays there.
 */
import type { Tensor } from '@palimpsest/tensor';
import { GraphBuilder } from '../builder/graph-builder.js';
import { dataTypeOfCode } from '../format/data-type-code.js';
import { OnnxFormatError } from '../format/format-error.js';
import { defaultLimits } from '../format/limits.js';
import type { FormatLimits } from '../format/limits.js';
import type { GraphProto, NodeProto, OnnxModel, ValueInfoProto } from '../format/model.js';
import { readModelFile } from '../format/read-model-file.js';
import type { Attribute } from '../graph/attribute.js';
import type { Graph } from '../graph/graph.js';
import { GraphError } from '../graph/graph-error.js';
import { formatType, type Dim, type Shape, type Value } from '../graph/value.js';
import { addInitializer } from './add-initializer.js';
import { decidedBranch } from './decided-branch.js';
import { decodeAttribute } from './decode-attribute.js';
import { fixedInput } from './fixed-input.js';
import { isPassThrough } from '../passes/pass-through.js';
import { liftNode, newestOpset, oldestOpset } from './lift.js';
import { neededNames } from './needed-names.js';
import { nameOfNode, orderNodes } from './order-nodes.js';
import { isBranching, refuseUnknown } from './refuse-unknown.js';
import { Scope } from './scope.js';

export interface ImportOptions {
  /** Numbers for symbolic dims; a graph whose dims are all given is static. */
  readonly dims?: Readonly<Record<string, number>>;
  /** Folder of external data when a decoded model is given; a path brings its own. */
  readonly folder?: string;
  readonly limits?: Partial<FormatLimits>;
  /** Inputs that are always fed the same, such as use_cache_branch: they become constants and decide branches. */
  readonly fixed?: Readonly<Record<string, Tensor>>;
}

/**
 * Reads a model from disk, or takes a decoded one.
 * Throws OnnxFormatError for files that must not be trusted and GraphError, naming all of them, for operators
 * nobody knows.
 */
export function importGraph(source: string | OnnxModel, options: ImportOptions = {}): Graph {
  const limits = { ...defaultLimits, ...options.limits };
  const file = typeof source === 'string' ? readModelFile(source, { limits }) : null;
  const model = file?.model ?? (source as OnnxModel); // a string was read above
  const folder = file?.folder ?? options.folder ?? null;
  try {
    return new Importer(model, folder, limits, options).run();
  } catch (error) {
    throw file && error instanceof OnnxFormatError ? error.inFile(file.path) : error;
  }
}

class Importer {
  readonly #graph: GraphProto;
  readonly #opset: number;
  readonly #builder: GraphBuilder;
  #unnamedDims = 0;

  constructor(
    model: OnnxModel,
    readonly folder: string | null,
    readonly limits: FormatLimits,
    readonly options: ImportOptions,
  ) {
    this.#graph = model.graph ?? refuse('there is no graph', 'model');
    const version = model.opsetImports?.find(({ domain = '' }) => domain === '' || domain === 'ai.onnx')?.version;
    this.#opset = Number(version ?? refuse('no version of ai.onnx is imported', 'opset_import'));
    if (this.#opset < oldestOpset) {
      refuse(`ai.onnx ${this.#opset} is older than ${oldestOpset}`, 'opset_import', 'export with a newer opset');
    }
    if (this.#opset > newestOpset) {
      refuse(`ai.onnx ${this.#opset} is newer than ${newestOpset}`, 'opset_import', 'export with an older opset');
    }
    if (this.#graph.sparseInitializers) refuse('sparse initializers are not supported', 'graph', 'store them dense');
    this.#builder = new GraphBuilder({ opset: Math.max(20, this.#opset) });
  }

  run(): Graph {
    const { name = '', inputs = [], outputs = [], initializers = [], nodes = [] } = this.#graph;
    checkUnique([...inputs, ...outputs.map((output) => ({ name: `output ${output.name ?? ''}` }))]);
    checkUnique(initializers);
    refuseUnknown(nodes);
    const scope = new Scope();
    const initial = new Set(initializers.map((initializer) => initializer.name ?? ''));
    for (const input of inputs) if (!initial.has(input.name ?? '')) this.#addInput(input, scope);
    this.#addBody(this.#graph, scope);
    for (const output of outputs) this.#addOutput(output, scope);
    return this.#builder.build({ name });
  }

  #addBody({ initializers = [], nodes = [] }: GraphProto, scope: Scope, around: readonly string[] = []): void {
    for (const proto of initializers) {
      const named = { ...proto, name: scope.prefix + (proto.name ?? '') };
      scope.set(proto.name ?? '', addInitializer(this.#builder, named, this.folder, this.limits));
    }
    const given = new Set([...scope.names(), ...around]);
    for (const node of orderNodes(nodes, given)) this.#addNode(node, scope);
  }

  /** The branch in the place of its If node. */
  #addBranch(node: NodeProto, scope: Scope): void {
    const condition = scope.get(node.inputs?.[0] ?? '');
    const branch = decidedBranch(node, condition && this.#builder.constantData(condition));
    refuseUnknown(branch.nodes ?? []);
    const inner = new Scope(scope, `${scope.prefix}${nameOfNode(node)}/`);
    this.#addBody(branch, inner, neededNames(node));
    node.outputs?.forEach((output, at) => {
      const made = branch.outputs?.[at]?.name ?? '';
      const value = inner.get(made) ?? refuse('is made by nothing', `output ‹${made}› of ‹${nameOfNode(node)}›`);
      scope.set(output, value);
    });
  }

  #addInput(info: ValueInfoProto, scope: Scope): void {
    const { name = '', type } = info;
    const tensor = type?.tensor ?? refuse('is no tensor', `input ‹${name}›`, 'sequences and maps are not supported');
    const dtype = dataTypeOfCode(tensor.elementType ?? 0) ?? refuse('has no known type', `input ‹${name}›`);
    const declared = tensor.shape ?? refuse('has no shape', `input ‹${name}›`, 'export with declared input shapes');
    const shape: Shape = (declared.dims ?? []).map(({ value, parameter }) => this.#dim(value, parameter));
    const fixed = fixedInput({ name, dtype, shape }, this.options.fixed ?? {});
    const anonymous = { anonymous: true }; // free to be folded: it decides branches
    scope.set(name, fixed ? this.#builder.constant(name, fixed, anonymous) : this.#builder.input(name, dtype, shape));
  }

  #dim(value: bigint | undefined, parameter: string | undefined): Dim {
    if (value !== undefined && value >= 0n) return Number(value);
    const { dims = {} } = this.options;
    const name = parameter || `dim${this.#unnamedDims++}`;
    return Object.hasOwn(dims, name) ? (dims[name] ?? name) : name;
  }

  #addNode(node: NodeProto, scope: Scope): void {
    if (isBranching(node)) return this.#addBranch(node, scope);
    const name = nameOfNode(node);
    const opType = node.opType ?? '';
    const outputNames = (node.outputs ?? []).map((output) => (output === '' ? null : output));
    const inputs = (node.inputs ?? []).map((input) => (input === '' ? null : input));
    if (this.#alias(node, scope)) return;
    const attributes = new Map<string, Attribute>();
    for (const proto of node.attributes ?? []) {
      const attribute = decodeAttribute(proto, name, this.limits);
      if (attribute) attributes.set(proto.name ?? '', attribute);
    }
    const lifted = liftNode(
      opType,
      { inputs, attributes },
      {
        opset: node.domain ? Infinity : this.#opset,
        outputCount: outputNames.length,
        rankOf: (index) => scope.get(inputs[index] ?? '')?.shape.length ?? 0,
        dtypeOf: (index) => scope.get(inputs[index] ?? '')?.dtype ?? 'float32',
        dataOf: (index) => {
          const value = scope.get(inputs[index] ?? '');
          return value && this.#builder.constantData(value);
        },
      },
    );
    if (typeof lifted === 'string') throw new GraphError(`${opType} ‹${name}› ${lifted}`, { where: name, opType });
    const values = this.#builder.op(
      lifted.opType ?? opType,
      lifted.inputs.map((input) => this.#value(input, scope)),
      Object.fromEntries(lifted.attributes),
      {
        domain: node.domain ?? '',
        outputNames: outputNames.map((output) => output && scope.prefix + output),
        name: scope.prefix + name,
      },
    );
    outputNames.forEach((output, i) => {
      const value = values[i];
      if (output !== null && value) scope.set(output, value);
    });
  }

  /** Identity and inference-time Dropout are their input under another name. */
  #alias({ opType = '', domain = '', inputs = [], outputs = [] }: NodeProto, scope: Scope): boolean {
    const [input = '', output = ''] = [inputs[0], outputs[0]];
    const value = scope.get(input);
    if (!isPassThrough(opType, domain) || !value || outputs.length !== 1) return false;
    scope.set(output, value);
    return true;
  }

  #value(input: string | Tensor | null, scope: Scope): Value | null {
    if (input === null) return null;
    if (typeof input !== 'string') return this.#builder.constant(null, input);
    return scope.get(input) ?? null; // orderNodes found a maker for every name
  }

  #addOutput({ name = '', type }: ValueInfoProto, scope: Scope): void {
    const value = scope.get(name) ?? refuse('is made by nothing', `output ‹${name}›`);
    const claimed = type?.tensor?.shape?.dims?.map((dim) => this.#dim(dim.value, dim.parameter));
    if (claimed && contradicts(claimed, value.shape))
      refuse(`claims [${claimed.join(', ')}] and is ${formatType(value)}`, `output ‹${name}›`);
    this.#builder.output(value, name);
  }
}

function checkUnique(named: readonly { readonly name?: string }[]): void {
  const seen = new Set<string>();
  for (const { name = '' } of named) {
    if (seen.has(name)) refuse('the name is used twice', `‹${name}›`);
    seen.add(name);
  }
}

/** Symbols claim nothing. */
function contradicts(claimed: Shape, shape: Shape): boolean {
  const differ = (a: Dim | undefined, b: Dim | undefined) => typeof a === 'number' && typeof b === 'number' && a !== b;
  return claimed.length !== shape.length || claimed.some((dim, axis) => differ(dim, shape[axis]));
}

function refuse(problem: string, field: string, remedy = 'the model is damaged; export it again'): never {
  throw new OnnxFormatError(problem, { field }, remedy);
}
