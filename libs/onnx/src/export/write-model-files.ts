/**
 * Graph → name.onnx and name.onnx_data in a folder. Both are written beside their final names first and renamed
 * when complete, so that nobody ever reads half a file and a graph may be saved over the one it came from.
 */
import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tensorBytes } from '@palimpsest/tensor';
import { encodeModelChunks } from '../format/encode.js';
import { readConstant } from '../format/read-constant.js';
import { isExternal } from '../graph/graph.js';
import type { Constant, ExternalData, Graph } from '../graph/graph.js';
import { toModel } from './to-model.js';
import type { Placement } from './to-model.js';

export interface WriteOptions {
  /** Weights of 1 KiB and more go to name.onnx_data (the default); false keeps everything in one file. */
  readonly externalData?: boolean;
  readonly parametersAsInputs?: readonly string[];
}

export interface WrittenFiles {
  readonly modelFile: string;
  /** null when no weight was large enough. */
  readonly dataFile: string | null;
}

const smallestExternal = 1024;
const chunkBytes = 4 * 1024 * 1024;

/**
 * Writes a self-contained pair of files: data of constants that stay on disk elsewhere is copied, in chunks.
 * Equal graphs give equal bytes. Throws what the file system throws, leaving earlier files as they were.
 */
export function writeModelFiles(graph: Graph, folder: string, name: string, options: WriteOptions = {}): WrittenFiles {
  const dataName = `${name}.onnx_data`;
  const modelFile = join(folder, `${name}.onnx`);
  const dataFile = join(folder, dataName);
  const inputs = new Set(options.parametersAsInputs ?? []);
  const stored = graph.constants.filter((constant) => !inputs.has(constant.value.name));
  const external = options.externalData ?? true;
  const layout = external ? layOut(stored, dataName) : new Map<Constant, Placement>();
  const place = (constant: Constant) => layout.get(constant);
  const model = toModel(external ? graph : { ...graph, constants: graph.constants.map(inlined) }, {
    parametersAsInputs: [...inputs],
    place,
  });
  if (layout.size > 0) writeWhole(dataFile, (descriptor) => writeData(descriptor, layout));
  writeWhole(modelFile, (descriptor) => {
    for (const chunk of encodeModelChunks(model)) writeAll(descriptor, chunk);
  });
  return { modelFile, dataFile: layout.size > 0 ? dataFile : null };
}

function inlined(constant: Constant): Constant {
  return { value: constant.value, data: readConstant(constant) };
}

/** Offsets in the order of the constants: page-aligned when large, so that runtimes may map them. */
function layOut(constants: readonly Constant[], location: string): ReadonlyMap<Constant, Placement> {
  const layout = new Map<Constant, Placement>();
  let end = 0;
  for (const constant of constants) {
    const length = bytesOf(constant);
    if (length === null || (!isExternal(constant) && length < smallestExternal)) continue;
    const alignment = length >= 65536 ? 4096 : 64;
    const offset = Math.ceil(end / alignment) * alignment;
    layout.set(constant, { location, offset, length });
    end = offset + length;
  }
  return layout;
}

/** null for strings, which stay inline. */
function bytesOf(constant: Constant): number | null {
  if (isExternal(constant)) return constant.external.length;
  return constant.data.dtype === 'string' ? null : tensorBytes(constant.data).length;
}

function writeData(descriptor: number, layout: ReadonlyMap<Constant, Placement>): void {
  let position = 0;
  for (const [constant, { offset, length }] of layout) {
    writeAll(descriptor, new Uint8Array(offset - position));
    if (isExternal(constant)) for (const chunk of chunksOf(constant.external)) writeAll(descriptor, chunk);
    else writeAll(descriptor, tensorBytes(constant.data));
    position = offset + length;
  }
}

function* chunksOf({ file, offset, length }: ExternalData): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = new Uint8Array(Math.min(chunkBytes, length));
    for (let done = 0; done < length;) {
      const count = readSync(descriptor, buffer, 0, Math.min(buffer.length, length - done), offset + done);
      if (count === 0) throw new RangeError(`${file} ends before byte ${offset + length}: fetch it again`);
      yield buffer.subarray(0, count);
      done += count;
    }
  } finally {
    closeSync(descriptor);
  }
}

function writeWhole(file: string, write: (descriptor: number) => void): void {
  const partial = `${file}.partial`;
  const descriptor = openSync(partial, 'w');
  try {
    write(descriptor);
  } catch (error) {
    closeSync(descriptor);
    rmSync(partial, { force: true });
    throw error;
  }
  closeSync(descriptor);
  renameSync(partial, file);
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done, Math.min(bytes.length - done, 2 ** 30));
  }
}
