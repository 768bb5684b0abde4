/**
 * A trainer's state as bytes: a JSON line (step and list of slots) and three float32 vectors.
 * Restoring into a trainer of other parameters is refused.
 */
import type { ParameterSlot } from './parameter-vector.js';
import { TrainingError } from './training-error.js';

export interface TrainerVectors {
  readonly parameters: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

interface Header {
  readonly format: 'palimpsest-trainer-1';
  readonly step: number;
  readonly slots: readonly string[];
}

export function encodeState(step: number, slots: readonly ParameterSlot[], vectors: TrainerVectors): Uint8Array {
  const header: Header = { format: 'palimpsest-trainer-1', step, slots: slots.map(signature) };
  const text = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const parts = [vectors.parameters, vectors.first, vectors.second].map(bytesOf);
  const bytes = new Uint8Array(text.length + parts.reduce((sum, part) => sum + part.length, 0));
  bytes.set(text);
  let offset = text.length;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** Throws TrainingError when the bytes are cut off or belong to other parameters. */
export function decodeState(
  bytes: Uint8Array,
  slots: readonly ParameterSlot[],
): { readonly step: number } & TrainerVectors {
  const end = bytes.indexOf(10);
  const header = end < 0 ? null : parseHeader(new TextDecoder().decode(bytes.subarray(0, end)));
  if (!header) throw new TrainingError('this is not a trainer state');
  if (JSON.stringify(header.slots) !== JSON.stringify(slots.map(signature))) {
    throw new TrainingError('the state belongs to other parameters: start afresh or use the recipe it was saved by');
  }
  const length = slots.reduce((sum, slot) => sum + slot.length, 0);
  if (bytes.length !== end + 1 + 3 * 4 * length) throw new TrainingError('the trainer state is cut off');
  const vector = (i: number): Float32Array => {
    const start = end + 1 + i * 4 * length;
    return new Float32Array(new Uint8Array(bytes.subarray(start, start + 4 * length)).buffer); // copied: aligned
  };
  return { step: header.step, parameters: vector(0), first: vector(1), second: vector(2) };
}

function signature(slot: ParameterSlot): string {
  return `${slot.name}[${slot.dims.join(',')}]`;
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

function parseHeader(text: string): Header | null {
  try {
    const parsed = JSON.parse(text) as Partial<Header> | null;
    return parsed?.format === 'palimpsest-trainer-1' && Array.isArray(parsed.slots) ? (parsed as Header) : null;
  } catch {
    return null;
  }
}
