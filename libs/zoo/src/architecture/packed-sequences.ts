/**
 * Several questions about one image behind one copy of its tokens. Every question sees the shared prefix and
 * itself, at the positions it would have alone, so the numbers equal those of separate sequences while the image
 * is read once.
 *
 *   prefix: USER: <image>…<image>      segment k: question ASSISTANT: answer </s>
 */
import type { GraphBuilder } from '@palimpsest/onnx';
import { tensor } from '@palimpsest/tensor';
import type { RotaryTables } from './rotary.js';
import type { Value } from '@palimpsest/onnx';

export interface Packing {
  /** Tokens before the first question. */
  readonly prefix: number;
  /** Questions per image. */
  readonly segments: number;
  /** Tokens per question with its answer, padded. */
  readonly segmentLength: number;
}

export function packedLength({ prefix, segments, segmentLength }: Packing): number {
  return prefix + segments * segmentLength;
}

/** Positions of the packed tokens. */
export function packedPositions({ prefix, segments, segmentLength }: Packing): number[] {
  const first = Array.from({ length: prefix }, (_, i) => i);
  const segment = Array.from({ length: segmentLength }, (_, i) => prefix + i);
  return [...first, ...Array.from({ length: segments }, () => segment).flat()];
}

/** True where the query token sees the key token. */
export function packedVisible({ prefix, segmentLength }: Packing, query: number, key: number): boolean {
  if (key > query) return false;
  if (key < prefix) return true;
  return Math.floor((key - prefix) / segmentLength) === Math.floor((query - prefix) / segmentLength);
}

/** Rotary tables and attention bias of the packing as constants. */
export function packedConstants(
  g: GraphBuilder,
  packing: Packing,
  rotary: { readonly width: number; readonly theta: number },
): { readonly rotary: RotaryTables; readonly bias: Value } {
  const length = packedLength(packing);
  const bias = new Float32Array(length * length);
  for (let query = 0; query < length; query++) {
    for (let key = 0; key < length; key++) {
      bias[query * length + key] = packedVisible(packing, query, key) ? 0 : -1e9;
    }
  }
  const { width, theta } = rotary;
  const angles = packedPositions(packing).flatMap((position) =>
    Array.from({ length: width }, (_, i) => position * theta ** ((-2 * (i % (width / 2))) / width)),
  );
  const table = (turn: (angle: number) => number) =>
    g.constant(null, tensor('float32', [1, length, 1, width], Float32Array.from(angles, turn)));
  return {
    rotary: { cos: table(Math.cos), sin: table(Math.sin) },
    bias: g.constant(null, tensor('float32', [1, 1, length, length], bias)),
  };
}
