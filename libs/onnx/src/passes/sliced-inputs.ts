/** Which inputs of a node must be sliced, and along which axis, to get a slice of its result. */
import type { Node } from '../graph/graph.js';
import { staticShape, type Value } from '../graph/value.js';
import { operatorKey, type Op } from '../shape/operator.js';

/** One entry per input: the axis to slice along, or null where the input is needed whole. */
export type SlicedAxes = readonly (number | null)[];

type Rule = (node: Node, axis: number, result: readonly number[]) => SlicedAxes | null;

/** null when rows of the axis depend on one another, or when nothing is known. Static shapes only. */
export function slicedInputs(node: Node, result: Value, axis: number): SlicedAxes | null {
  const shape = staticShape(result.shape);
  const isStatic = node.inputs.every((input) => !input || staticShape(input.shape));
  const rule = (rules as Readonly<Record<string, Rule>>)[operatorKey(node.opType, node.domain)];
  return shape && isStatic && rule ? rule(node, axis, shape) : null;
}

const dimsOf = (value: Value): readonly number[] => value.shape as readonly number[]; // slicedInputs has looked
const intOf = (node: Node, name: string, fallback: number): number =>
  (node.attributes.get(name)?.value as number | undefined) ?? fallback;

/** Inputs that reach over the axis are sliced, broadcast ones are not. */
const elementwise: Rule = (node, axis, result) =>
  node.inputs.map((value) => {
    if (!value) return null;
    const own = axis - result.length + value.shape.length;
    return own < 0 || dimsOf(value)[own] === 1 ? null : own;
  });

/** Rows of A·B are rows of A. */
const matMul: Rule = (node, axis, result) => {
  const [a, b] = node.inputs;
  if (!a || !b || a.shape.length < 2 || b.shape.length < 2 || axis === result.length - 1) return null;
  if (axis === result.length - 2) return [a.shape.length - 2, null];
  return elementwise(node, axis, result);
};

const transpose: Rule = (node, axis, result) => {
  const perm = node.attributes.get('perm')?.value as readonly number[] | undefined;
  return [perm?.[axis] ?? result.length - 1 - axis];
};

/** An axis that keeps its size and what stands before it is the same axis under other dims. */
const reshape: Rule = (node, axis, result) => {
  const dims = node.inputs[0] ? dimsOf(node.inputs[0]) : [];
  const before = product(result.slice(0, axis));
  const own = dims.findIndex((dim, at) => dim === result[axis] && product(dims.slice(0, at)) === before);
  return own < 0 ? null : [own];
};

/** Along other axes than the reduced or normalized ones, rows stay apart; all further inputs stay whole. */
const apart =
  (mixes: (node: Node, axis: number, rank: number) => boolean): Rule =>
  (node, axis, result) =>
    mixes(node, axis, result.length) ? null : [axis];

const softmax = apart((node, axis, rank) => normal(intOf(node, 'axis', -1), rank) === axis);
const normalization = apart((node, axis, rank) => axis >= normal(intOf(node, 'axis', -1), rank));
const reduction = apart((node, axis) => intOf(node, 'keepdims', 1) === 0 || isReduced(node, axis));

const rules: Readonly<Partial<Record<Op, Rule>>> = {
  ...{ Add: elementwise, Sub: elementwise, Mul: elementwise, Div: elementwise, Pow: elementwise, Clip: elementwise },
  ...{ Max: elementwise, Min: elementwise, Where: elementwise, Cast: elementwise, Identity: elementwise },
  ...{ Neg: elementwise, Sqrt: elementwise, Exp: elementwise, Log: elementwise, Reciprocal: elementwise },
  ...{ Erf: elementwise, Gelu: elementwise, Relu: elementwise, Sigmoid: elementwise, Tanh: elementwise },
  ...{ 'com.microsoft.Gelu': elementwise, 'com.microsoft.QuickGelu': elementwise },
  ...{ MatMul: matMul, Transpose: transpose, Reshape: reshape },
  ...{ ReduceMean: reduction, ReduceSum: reduction, ReduceMax: reduction },
  ...{ Softmax: softmax, LogSoftmax: softmax, LayerNormalization: normalization },
  ...{ RMSNormalization: normalization, SimplifiedLayerNormalization: normalization },
};

/** Reduced axes are kept as dims of 1. */
function isReduced(node: Node, axis: number): boolean {
  const [value] = node.inputs;
  const [result] = node.outputs;
  return !value || !result || dimsOf(value)[axis] !== dimsOf(result)[axis] || dimsOf(value)[axis] === 1;
}

const normal = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);
const product = (dims: readonly number[]): number => dims.reduce((total, dim) => total * dim, 1);
