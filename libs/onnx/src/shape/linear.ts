/** Shape rules of matrix products. */
import type { Dim, Shape } from '../graph/value.js';
import { broadcastShapes } from './broadcast.js';
import { dimAt, unifyDims } from './shape-rule.js';
import type { ShapeContext, ShapeRule } from './shape-rule.js';

/** [.., n, k] × [.., k, m] → [.., n, m]; vectors are widened and the added axis dropped, as numpy.matmul does. */
export function matrixProduct(c: ShapeContext, a: Shape, b: Shape): Shape {
  if (a.length === 0 || b.length === 0) c.fail('scalars have no matrix product; use Mul');
  const left = a.length === 1 ? [1, ...a] : a;
  const right = b.length === 1 ? [...b, 1] : b;
  unifyDims(c, dimAt(left, -1), dimAt(right, -2), 'inner dims');
  const batch =
    broadcastShapes(left.slice(0, -2), right.slice(0, -2)) ?? c.fail('the leading (batch) dims do not broadcast');
  const rows = a.length === 1 ? [] : [dimAt(left, -2)];
  const columns = b.length === 1 ? [] : [dimAt(right, -1)];
  return [...batch, ...rows, ...columns];
}

export function transposeLast(shape: Shape): Shape {
  return [...shape.slice(0, -2), dimAt(shape, -1), dimAt(shape, -2)];
}

const MatMul: ShapeRule = (c) => [{ dtype: sameType(c), shape: matrixProduct(c, c.input(0).shape, c.input(1).shape) }];

/** alpha·op(A)·op(B), with op a transposition of the last two axes. */
const FusedMatMul: ShapeRule = (c) => {
  if (c.int('transBatchA', 0) || c.int('transBatchB', 0)) c.fail('transBatchA and transBatchB are not supported');
  const a = c.int('transA', 0) ? transposeLast(c.input(0).shape) : c.input(0).shape;
  const b = c.int('transB', 0) ? transposeLast(c.input(1).shape) : c.input(1).shape;
  return [{ dtype: sameType(c), shape: matrixProduct(c, a, b) }];
};

/** alpha·A'·B' + beta·C on matrices, C broadcast one way. */
const Gemm: ShapeRule = (c) => {
  const [a, b] = [c.input(0).shape, c.input(1).shape];
  if (a.length !== 2 || b.length !== 2) c.fail('takes matrices; use MatMul for more axes');
  const left = c.int('transA', 0) ? transposeLast(a) : a;
  const right = c.int('transB', 0) ? transposeLast(b) : b;
  const shape = matrixProduct(c, left, right);
  const bias = c.optional(2);
  if (bias && broadcastShapes(shape, bias.shape)?.length !== 2) c.fail('C does not broadcast to the product');
  return [{ dtype: sameType(c), shape }];
};

function sameType(c: ShapeContext) {
  const [a, b] = [c.input(0).dtype, c.input(1).dtype];
  return a === b ? a : c.fail(`factors are ${a} and ${b}; cast one of them`);
}

/** Einsum with explicit or implicit output; no repeated labels inside a term, ellipsis broadcast. */
const Einsum: ShapeRule = (c) => {
  const equation = c.text('equation', '').replaceAll(' ', '');
  const [left = '', right] = equation.split('->');
  const sizes = new Map<string, Dim>();
  let ellipsis: Shape = [];
  left.split(',').forEach((term, i) => {
    const { shape } = c.input(i);
    const [head = '', tail] = term.split('...');
    const hidden = shape.length - head.length - (tail?.length ?? 0);
    if (hidden < 0 || (tail === undefined && hidden > 0)) c.fail(`term ${term} does not fit [${shape.join(', ')}]`);
    const dims = [...shape.slice(0, head.length), ...shape.slice(head.length + hidden)];
    [...head, ...(tail ?? '')].forEach((label, at) => {
      const dim = dimAt(dims, at);
      sizes.set(label, unifyDims(c, sizes.get(label) ?? dim, dim, `label ${label}`));
    });
    ellipsis =
      broadcastShapes(ellipsis, shape.slice(head.length, head.length + hidden)) ?? c.fail('ellipses do not broadcast');
  });
  const output = right ?? implicitOutput(left);
  const [head = '', tail] = output.split('...');
  const size = (label: string) => sizes.get(label) ?? c.fail(`label ${label} stands in no input`);
  const middle = tail === undefined ? [] : ellipsis;
  return [{ dtype: c.input(0).dtype, shape: [...[...head].map(size), ...middle, ...[...(tail ?? '')].map(size)] }];
};

/** Labels that occur once, in alphabetical order, after the ellipsis. */
function implicitOutput(left: string): string {
  const labels = [...left].filter((letter) => /[a-zA-Z]/.test(letter));
  const once = labels.filter((label) => labels.indexOf(label) === labels.lastIndexOf(label));
  return (left.includes('...') ? '...' : '') + once.sort().join('');
}

export const linear = { MatMul, Gemm, Einsum } satisfies Record<string, ShapeRule>;
export const microsoftLinear = { 'com.microsoft.FusedMatMul': FusedMatMul } satisfies Record<string, ShapeRule>;
