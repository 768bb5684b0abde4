/**
 * Named tensors laid one after another in a flat float32 vector, and cut out of it again.
 * The optimiser works on the vector, the model's graph on the pieces.
 */
import { readConstant } from '@palimpsest/onnx';
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { elementCount, halfToSingle, tensor } from '@palimpsest/tensor';
import type { Tensor } from '@palimpsest/tensor';
import { TrainingError } from './training-error.js';

export interface ParameterSlot {
  readonly name: string;
  readonly dims: readonly number[];
  readonly length: number;
}

export interface ParameterVector {
  readonly slots: readonly ParameterSlot[];
  /** N, elements in all. */
  readonly length: number;
  /** float32[N] with the tensors' present values. */
  readonly initial: Float32Array;
}

/**
 * Throws TrainingError for a name that is missing, doubled or neither float32 nor float16, which is trained as the
 * float32 it stands for. Weights on disk are read.
 */
export function layParameters(g: GraphBuilder, names: readonly string[]): ParameterVector {
  if (names.length === 0) throw new TrainingError('no parameters to train: name at least one constant of the graph');
  if (new Set(names).size !== names.length) throw new TrainingError('a parameter is named twice');
  const byName = new Map(g.constants.map((constant) => [constant.value.name, constant]));
  const tensors = names.map((name) => {
    const constant = byName.get(name);
    if (!constant) throw new TrainingError(`parameter ${name} is no constant of the graph`, { parameter: name });
    const { dims, ...stored } = readConstant(constant);
    if (stored.dtype === 'float32') return { name, dims, data: stored.data };
    if (stored.dtype === 'float16') return { name, dims, data: halfToSingle(stored.data) };
    throw new TrainingError(`parameter ${name} is ${stored.dtype}; training works in float32`, { parameter: name });
  });
  const slots = tensors.map(({ name, dims }) => ({ name, dims, length: elementCount(dims) }));
  const length = slots.reduce((sum, slot) => sum + slot.length, 0);
  const initial = new Float32Array(length);
  eachSlot(slots, (_slot, offset, i) => initial.set(tensors[i]?.data ?? [], offset));
  return { slots, length, initial };
}

/** The pieces of a vector as values of the graph, by name. */
export function splitVector(g: GraphBuilder, vector: Value, slots: readonly ParameterSlot[]): Record<string, Value> {
  const pieces =
    slots.length === 1
      ? [vector]
      : g.split(
          vector,
          0,
          slots.map((slot) => slot.length),
        );
  return Object.fromEntries(pieces.map((piece, i) => [slots[i]?.name ?? '', g.reshape(piece, slots[i]?.dims ?? [])]));
}

/** The reverse of `splitVector`. */
export function joinVector(g: GraphBuilder, pieces: readonly Value[]): Value {
  return g.concat(
    pieces.map((piece) => g.reshape(piece, [-1])),
    0,
  );
}

/** The pieces of `vector` as tensors, by name; they share its memory. */
export function viewVector(vector: Float32Array, slots: readonly ParameterSlot[]): Map<string, Tensor<'float32'>> {
  const tensors = new Map<string, Tensor<'float32'>>();
  eachSlot(slots, ({ name, dims, length }, offset) =>
    tensors.set(name, tensor('float32', dims, vector.subarray(offset, offset + length))),
  );
  return tensors;
}

/** Copies of the pieces of `vector` as tensors, by name. */
export function readVector(vector: Float32Array, slots: readonly ParameterSlot[]): Map<string, Tensor<'float32'>> {
  return viewVector(vector.slice(), slots);
}

function eachSlot(slots: readonly ParameterSlot[], visit: (slot: ParameterSlot, offset: number, i: number) => void) {
  let offset = 0;
  slots.forEach((slot, i) => {
    visit(slot, offset, i);
    offset += slot.length;
  });
}
