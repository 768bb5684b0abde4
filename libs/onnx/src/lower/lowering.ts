/**
 * What a lowering is: for one fused node, the same results from operators that have gradients. It is written
 * through the graph builder and works while sizes are symbols, so that a graph is lowered once and inlined for any
 * batch. Lowerings are exported under their operator's ONNX name and gathered in roster.ts.
 */
import type { GraphBuilder } from '../builder/graph-builder.js';
import { GraphError } from '../graph/graph-error.js';
import type { Value } from '../graph/value.js';

export interface LoweringContext {
  readonly g: GraphBuilder;
  /** Input `index`; refuses the node when it is missing. */
  input(index: number): Value;
  /** Input `index`, or null when it is left out. */
  optional(index: number): Value | null;
  /** Is output `index` asked for? */
  wants(index: number): boolean;
  int(name: string, fallback?: number): number;
  float(name: string, fallback: number): number;
  text(name: string, fallback: string): string;
  ints(name: string): readonly number[] | undefined;
  /** Leaves the node as it is, blocked, for a reason that names the attribute or input. */
  refuse(reason: string): never;
}

/** One value per output, null for those nobody asked for; or null where the node is not part of the pattern. */
export type Lowering = (context: LoweringContext) => readonly (Value | null)[] | null;

/** A form of a node that its lowering does not know. */
export class LoweringRefusal extends GraphError {
  constructor(
    readonly reason: string,
    node: { readonly name: string; readonly opType: string; readonly domain: string },
  ) {
    super(`${node.opType} ‹${node.name}› cannot be lowered: ${reason}`, {
      where: node.name,
      opType: node.opType,
      domain: node.domain,
    });
  }
}

/** A dim that has to be a number whatever the batch: a head's width, a number of blocks. */
export function numberAt(c: LoweringContext, value: Value, axis: number): number {
  const dim = value.shape.at(axis);
  return typeof dim === 'number' ? dim : c.refuse(`dim ${axis} of ${value.name} is ${dim}, not a number`);
}

/** A size of at least one, of attributes that a file may get wrong. */
export function sizeOf(c: LoweringContext, size: number, what: string): number {
  return Number.isSafeInteger(size) && size > 0 ? size : c.refuse(`${what} would be ${size}`);
}
