/**
 * The finished graph: immutable, in topological order, every value typed. GraphBuilder makes it, exportModel
 * writes it, libs/autodiff walks the builder's nodes of the same kind.
 */
import type { Tensor } from '@palimpsest/tensor';
import type { Attribute } from './attribute.js';
import type { Value } from './value.js';

export interface Node {
  readonly name: string;
  readonly opType: string;
  /** '' is ai.onnx. */
  readonly domain: string;
  /** null where an optional input is left out. */
  readonly inputs: readonly (Value | null)[];
  readonly outputs: readonly (Value | null)[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** In gradient graphs: the forward node this one belongs to; profiles are read by it. */
  readonly forwardNode?: string;
}

/** Bytes of a weight that stay on disk. */
export interface ExternalData {
  /** Absolute path. */
  readonly file: string;
  /** In bytes. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

export interface InlineConstant {
  readonly value: Value;
  readonly data: Tensor;
  /** True for scalars and shapes that nobody named: they may be folded and shared. Parameters are not. */
  readonly anonymous?: boolean;
}

export interface ExternalConstant {
  readonly value: Value;
  readonly external: ExternalData;
}

export type Constant = InlineConstant | ExternalConstant;

export interface Graph {
  readonly name: string;
  /** Version of ai.onnx the nodes are written for. */
  readonly opset: number;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
}

export function isExternal(constant: Constant): constant is ExternalConstant {
  return 'external' in constant;
}
