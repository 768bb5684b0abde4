/** Reads a model file from disk and checks it and its external data before anybody uses it. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { decodeModel } from './decode.js';
import { resolveExternal } from './external-data.js';
import { OnnxFormatError } from './format-error.js';
import { defaultLimits } from './limits.js';
import type { FormatLimits } from './limits.js';
import type { AttributeProto, GraphProto, OnnxModel, TensorProto } from './model.js';
import { decodeTensor } from './tensor-proto.js';

export interface ModelFile {
  readonly model: OnnxModel;
  /** Absolute path of the .onnx file. */
  readonly path: string;
  /** Folder that external data is relative to. */
  readonly folder: string;
}

/**
 * Decodes the file, then checks every tensor in it, subgraphs and attributes included: dims, lengths and places.
 * Throws OnnxFormatError, with the file's path, for anything that must not be trusted.
 */
export function readModelFile(path: string, options: { readonly limits?: Partial<FormatLimits> } = {}): ModelFile {
  const limits = { ...defaultLimits, ...options.limits };
  const absolute = resolve(path);
  try {
    const { size } = statSync(absolute);
    if (size > limits.fileBytes) {
      const problem = `the file has ${size} bytes, the limit is ${limits.fileBytes}`;
      throw new OnnxFormatError(problem, { field: 'model' }, 'keep weights in external data or raise limits.fileBytes');
    }
    const model = decodeModel(readFileSync(absolute), { limits });
    const folder = dirname(absolute);
    for (const tensor of tensorsOf(model)) checkTensor(tensor, folder, limits);
    return { model, path: absolute, folder };
  } catch (error) {
    throw withFile(error, path);
  }
}

function checkTensor(tensor: TensorProto, folder: string, limits: FormatLimits): void {
  if (tensor.dataLocation === 1) resolveExternal(tensor, folder, limits);
  else decodeTensor(tensor, limits);
}

/** Every tensor of the model: initializers and attributes, in subgraphs too. */
export function* tensorsOf(model: OnnxModel): Generator<TensorProto> {
  if (model.graph) yield* tensorsOfGraph(model.graph);
}

function* tensorsOfGraph(graph: GraphProto): Generator<TensorProto> {
  yield* graph.initializers ?? [];
  for (const node of graph.nodes ?? []) {
    for (const attribute of node.attributes ?? []) yield* tensorsOfAttribute(attribute);
  }
}

function* tensorsOfAttribute(attribute: AttributeProto): Generator<TensorProto> {
  if (attribute.tensor) yield attribute.tensor;
  yield* attribute.tensors ?? [];
  for (const graph of [attribute.graph, ...(attribute.graphs ?? [])]) if (graph) yield* tensorsOfGraph(graph);
}

/** The same error with the file's name in front; what the system says becomes one of ours. */
function withFile(error: unknown, file: string): OnnxFormatError {
  if (error instanceof OnnxFormatError) return error.inFile(file);
  const reason = error instanceof Error ? error.message : String(error);
  return new OnnxFormatError(
    `cannot be read: ${reason}`,
    { field: 'model', file },
    'check the path and its permissions',
  );
}
