/**
 * Node attributes, tagged so that `1` the int and `1.0` the float stay apart: ONNX refuses one for the other.
 * Callers write plain numbers; `toAttribute` tags them, knowing which names the ONNX schemas declare as float.
 */
import type { Tensor } from '@palimpsest/tensor';
import type { Graph } from './graph.js';
import { GraphError } from './graph-error.js';

export type Attribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'tensor'; readonly value: Tensor }
  | { readonly kind: 'graph'; readonly value: Graph };

/** What a caller may write: plain values are tagged, tagged ones kept. */
export type AttributeInput = number | string | boolean | readonly number[] | readonly string[] | Tensor | Attribute;

/** Names that are float (or floats) in every ONNX and com.microsoft schema that uses them. */
const floatNames: ReadonlySet<string> = new Set([
  ...['alpha', 'beta', 'gamma', 'epsilon', 'bias', 'lambd', 'ratio', 'momentum', 'softcap', 'scale', 'threshold'],
  ...['cubic_coeff_a', 'extrapolation_value', 'norm_coefficient', 'value_float', 'value_floats', 'mean', 'high', 'low'],
  ...['spatial_scale', 'seed', 'scales', 'mask_filter_value', 'qk_scale'],
]);

export function toAttribute(name: string, input: AttributeInput): Attribute {
  if (typeof input === 'string') return { kind: 'string', value: input };
  if (typeof input === 'boolean') return { kind: 'int', value: input ? 1 : 0 };
  if (typeof input === 'number') return { kind: isFloatAttribute(name, [input]) ? 'float' : 'int', value: input };
  if (isList(input)) return listAttribute(name, input);
  return 'kind' in input ? input : { kind: 'tensor', value: input };
}

function listAttribute(name: string, list: readonly (number | string)[]): Attribute {
  if (list.length > 0 && list.every((item) => typeof item === 'string')) return { kind: 'strings', value: list };
  if (list.every((item) => typeof item === 'number')) {
    return { kind: isFloatAttribute(name, list) ? 'floats' : 'ints', value: list };
  }
  throw new GraphError(`attribute ${name} mixes numbers and strings`, { where: name });
}

function isFloatAttribute(name: string, values: readonly number[]): boolean {
  return floatNames.has(name) || values.some((value) => !Number.isInteger(value));
}

function isList(input: AttributeInput): input is readonly number[] | readonly string[] {
  return Array.isArray(input);
}
