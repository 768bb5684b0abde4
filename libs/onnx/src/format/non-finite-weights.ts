/**
 * Finds weights that hold NaN or infinity, inline and external, a few megabytes at a time. A checkpoint with
 * such weights scores like noise in every metric and must be refused, not audited.
 */
import { open } from 'node:fs/promises';
import { tensorBytes } from '@palimpsest/tensor';
import type { DataType } from '@palimpsest/tensor';
import { isExternal } from '../graph/graph.js';
import type { Constant, ExternalData, Graph } from '../graph/graph.js';
import { resolveExternal } from './external-data.js';
import { defaultLimits } from './limits.js';
import { readModelFile, tensorsOf } from './read-model-file.js';
import { decodeTensor, tensorHeader } from './tensor-proto.js';

interface Weight {
  readonly name: string;
  readonly dtype: DataType;
  readonly data: Uint8Array | ExternalData;
}

/** Bytes per element and a test of one element's bit pattern. */
interface Pattern {
  readonly bytes: 1 | 2 | 4;
  /** True for NaN and infinity. Doubles are tested by their upper half. */
  readonly bad: (bits: number) => boolean;
  /** Words per element; the last one is tested. */
  readonly words: number;
}

const patterns: { readonly [D in DataType]?: Pattern } = {
  float32: { bytes: 4, words: 1, bad: (bits) => (bits & 0x7f800000) === 0x7f800000 },
  float64: { bytes: 4, words: 2, bad: (bits) => (bits & 0x7ff00000) === 0x7ff00000 },
  float16: { bytes: 2, words: 1, bad: (bits) => (bits & 0x7c00) === 0x7c00 },
  bfloat16: { bytes: 2, words: 1, bad: (bits) => (bits & 0x7f80) === 0x7f80 },
  float8e4m3fn: { bytes: 1, words: 1, bad: (bits) => (bits & 0x7f) === 0x7f },
  float8e4m3fnuz: { bytes: 1, words: 1, bad: (bits) => bits === 0x80 },
  float8e5m2: { bytes: 1, words: 1, bad: (bits) => (bits & 0x7c) === 0x7c },
  float8e5m2fnuz: { bytes: 1, words: 1, bad: (bits) => bits === 0x80 },
};

const chunkBytes = 4 * 1024 * 1024; // a multiple of every element size

/**
 * Names of the weights with at least one NaN or infinity, in file order; a path reads the model without
 * interpreting its nodes. Throws OnnxFormatError for files that must not be trusted.
 */
export async function findNonFiniteWeights(source: string | Graph): Promise<readonly string[]> {
  const found: string[] = [];
  for (const weight of typeof source === 'string' ? weightsOfFile(source) : source.constants.map(weightOf)) {
    const pattern = patterns[weight.dtype];
    if (pattern && (await isBad(weight.data, pattern))) found.push(weight.name);
  }
  return found;
}

function* weightsOfFile(path: string): Generator<Weight> {
  const { model, folder } = readModelFile(path);
  for (const proto of tensorsOf(model)) {
    const { name, dtype } = tensorHeader(proto, defaultLimits);
    if (proto.dataLocation === 1) yield { name, dtype, data: resolveExternal(proto, folder, defaultLimits) };
    else if (dtype !== 'string') yield { name, dtype, data: tensorBytes(decodeTensor(proto, defaultLimits)) };
  }
}

function weightOf(constant: Constant): Weight {
  const { name, dtype } = constant.value;
  if (isExternal(constant)) return { name, dtype, data: constant.external };
  return { name, dtype, data: dtype === 'string' ? new Uint8Array(0) : tensorBytes(constant.data) };
}

async function isBad(data: Uint8Array | ExternalData, pattern: Pattern): Promise<boolean> {
  if (data instanceof Uint8Array) return hasBad(data, pattern);
  const handle = await open(data.file, 'r');
  try {
    const buffer = new Uint8Array(Math.min(chunkBytes, data.length));
    for (let done = 0; done < data.length;) {
      const wanted = Math.min(buffer.length, data.length - done);
      const { bytesRead } = await handle.read(buffer, 0, wanted, data.offset + done);
      const whole = bytesRead - (bytesRead % (pattern.bytes * pattern.words));
      if (whole === 0) throw new RangeError(`${data.file} ends before byte ${data.offset + data.length}`);
      if (hasBad(buffer.subarray(0, whole), pattern)) return true;
      done += whole;
    }
    return false;
  } finally {
    await handle.close();
  }
}

function hasBad(bytes: Uint8Array, { bytes: width, words, bad }: Pattern): boolean {
  const aligned = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
  const [buffer, offset, length] = [aligned.buffer, aligned.byteOffset, aligned.length / width];
  let items: Uint8Array | Uint16Array | Uint32Array = aligned;
  if (width === 2) items = new Uint16Array(buffer, offset, length);
  if (width === 4) items = new Uint32Array(buffer, offset, length);
  for (let i = words - 1; i < items.length; i += words) if (bad(items[i] ?? 0)) return true;
  return false;
}
