/**
 * What a gradient rule is: for one node, from the cotangents of its outputs to the cotangents of its inputs,
 * written through the graph builder. Broadcasting is undone once, by the engine; a rule never mentions it.
 * An operator without a rule is either a known zero or blocked, each with its reason.
 */
import type { Attribute, GraphBuilder, Node, Value } from '@palimpsest/onnx';

/** Everything a rule may look at. Shapes are static: gradient graphs have no symbols. */
export interface VjpContext {
  readonly g: GraphBuilder;
  readonly node: Node;
  readonly inputs: readonly (Value | null)[];
  /** Cotangent of each output; null where the loss does not depend on it. */
  readonly cotangents: readonly (Value | null)[];
  /** Required input, output and cotangent: they exist or the graph is malformed. */
  readonly input: (index: number) => Value;
  readonly output: (index: number) => Value;
  readonly dy: Value;
  /** What `dy` is the sum of: the nodes that used the first output, each with its own cotangent. Empty with a seed. */
  readonly contributions: readonly Contribution[];
  /** True when the loss needs the gradient of input `index`: frozen weights cost nothing. */
  readonly wants: (index: number) => boolean;
  readonly attributes: AttributeReader;
  /** May the rule use com.microsoft operators of the released runtime? */
  readonly fused: boolean;
}

export interface Contribution {
  readonly node: Node;
  /** Of the node's first output; null where the loss does not depend on it. */
  readonly cotangent: Value | null;
}

export interface AttributeReader {
  int(name: string, fallback: number): number;
  float(name: string, fallback: number): number;
  ints(name: string): readonly number[] | undefined;
  text(name: string, fallback: string): string;
}

/** One entry per input, in order; false or null where no gradient is wanted or none exists. May be shorter. */
export type VjpRule = (context: VjpContext) => readonly (Value | false | null)[];

export interface ZeroGradient {
  readonly kind: 'zero';
  readonly reason: string;
}
export interface Blocked {
  readonly kind: 'blocked';
  readonly reason: string;
}
export type RuleEntry = VjpRule | ZeroGradient | Blocked;

/** The gradient is zero wherever it exists: integers, comparisons, steps. */
export const zeroGradient = (reason: string): ZeroGradient => ({ kind: 'zero', reason });

/** Asking for this gradient is an error. */
export const notDifferentiable = (reason: string): Blocked => ({ kind: 'blocked', reason });

export function readAttributes(attributes: ReadonlyMap<string, Attribute>): AttributeReader {
  const read = (name: string): Attribute['value'] | undefined => attributes.get(name)?.value;
  return {
    int: (name, fallback) => (read(name) as number | undefined) ?? fallback,
    float: (name, fallback) => (read(name) as number | undefined) ?? fallback,
    ints: (name) => read(name) as readonly number[] | undefined,
    text: (name, fallback) => (read(name) as string | undefined) ?? fallback,
  };
}
