/**
 * What a shape rule is given and what it returns. Rules are exported under their operator's ONNX name and
 * gathered in roster.ts. They check what they rely on: a rule that returns has vouched for the node.
 */
import type { DataType } from '@palimpsest/tensor';
import type { Attribute } from '../graph/attribute.js';
import type { Dim, Shape, Value } from '../graph/value.js';

export interface TypedShape {
  readonly dtype: DataType;
  readonly shape: Shape;
}

export interface ShapeContext {
  /** Input `index`; fails when it is missing. */
  input(index: number): Value;
  /** Input `index`, or null when it is left out. */
  optional(index: number): Value | null;
  readonly inputCount: number;
  /** How many outputs the node has. */
  readonly outputCount: number;
  readonly opset: number;
  attribute(name: string): Attribute | undefined;
  int(name: string, fallback?: number): number;
  ints(name: string): readonly number[] | undefined;
  text(name: string, fallback: string): string;
  /** Elements of an integer input (scalar or 1-D), symbols allowed; undefined when not known before run time. */
  elements(index: number): readonly Dim[] | undefined;
  /** The same, all numbers. */
  integers(index: number): readonly number[] | undefined;
  /** Elements of a small float input known at build time. */
  floats(index: number): readonly number[] | undefined;
  /** A new symbol for a dim that only run time knows. */
  unknown(): string;
  /** Throws a GraphError that names the node, its operator and the types of its inputs. */
  fail(message: string): never;
}

export type ShapeRule = (context: ShapeContext) => readonly TypedShape[];

/** 0 ≤ axis < rank from an axis that may be negative. */
export function normalAxis(context: ShapeContext, axis: number, rank: number): number {
  const normal = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || normal < 0 || normal >= rank) context.fail(`axis ${axis} is outside rank ${rank}`);
  return normal;
}

/** One of both when they are or may be equal; fails when they are different numbers. */
export function unifyDims(context: ShapeContext, a: Dim, b: Dim, what: string): Dim {
  if (a === b) return a;
  if (typeof a === 'number' && typeof b === 'number') return context.fail(`${what}: ${a} and ${b} differ`);
  return typeof a === 'number' ? a : typeof b === 'number' ? b : a; // different symbols: run time decides
}

/** Dim at a position that the caller has checked. */
export function dimAt(shape: Shape, index: number): Dim {
  const dim = shape.at(index);
  if (dim === undefined) throw new RangeError(`no dim ${index} in [${shape.join(', ')}]`);
  return dim;
}
