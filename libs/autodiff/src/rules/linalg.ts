/**
 * Gradients of matrix products. In fused emission transposes ride inside com.microsoft FusedMatMul; a weight
 * matrix shared by all batch rows gets its gradient from one Gemm over the flattened rows.
 */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { dimsOf, rankOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** Y = A·B  ⇒  Ā = Ȳ·Bᵀ,  B̄ = Aᵀ·Ȳ */
export const MatMul: VjpRule = (context) => productGradients(context, { transA: false, transB: false, alpha: 1 });

/** Y = α·A'·B'  with A' = Aᵀ or A, B' = Bᵀ or B (com.microsoft) */
export const FusedMatMul: VjpRule = (context) => {
  const { attributes } = context;
  return productGradients(context, {
    transA: attributes.int('transA', 0) !== 0,
    transB: attributes.int('transB', 0) !== 0,
    alpha: attributes.float('alpha', 1),
  });
};

/** Y = α·A'·B' + β·C  ⇒  as above, and C̄ = β·Ȳ */
export const Gemm: VjpRule = (context) => {
  const { g, dy, attributes, wants } = context;
  const beta = attributes.float('beta', 1);
  const product = productGradients(context, {
    transA: attributes.int('transA', 0) !== 0,
    transB: attributes.int('transB', 0) !== 0,
    alpha: attributes.float('alpha', 1),
  });
  return context.inputs[2] ? [...product, wants(2) && (beta === 1 ? dy : g.mul(dy, beta))] : product;
};

interface Product {
  readonly transA: boolean;
  readonly transB: boolean;
  readonly alpha: number;
}

function productGradients(context: VjpContext, { transA, transB, alpha }: Product): (Value | false)[] {
  const { g, wants, fused } = context;
  const [a, b] = vectorsAsMatrices(context);
  const dy = g.reshape(context.dy, productDims(a, b, transA, transB));
  const times = (left: Value, right: Value, transLeft: boolean, transRight: boolean): Value =>
    multiply(g, left, right, { transA: transLeft, transB: transRight, alpha }, fused);
  const gradientOfA = (): Value => (transA ? times(b, dy, transB, true) : times(dy, b, false, !transB));
  const gradientOfB = (): Value => {
    if (rankOf(b) === 2 && rankOf(a) > 2 && !transA) {
      const [rows, cotangent] = [flattenRows(g, a), flattenRows(g, dy)];
      return transB
        ? g.gemm(cotangent, rows, null, { transA: 1, alpha })
        : g.gemm(rows, cotangent, null, { transA: 1, alpha });
    }
    return transB ? times(dy, a, true, transA) : times(a, dy, !transA, false);
  };
  // The engine sums a row over its batch; a column has one axis too many for that.
  const withoutColumn = (gradient: Value): Value =>
    b === context.input(1) ? gradient : g.reshape(gradient, dimsOf(gradient).slice(0, -1));
  return [wants(0) && gradientOfA(), wants(1) && withoutColumn(gradientOfB())];
}

/** A vector operand of MatMul is a matrix of one row or one column. */
function vectorsAsMatrices({ g, input }: VjpContext): readonly [Value, Value] {
  const [a, b] = [input(0), input(1)];
  return [rankOf(a) === 1 ? g.unsqueeze(a, [0]) : a, rankOf(b) === 1 ? g.unsqueeze(b, [1]) : b];
}

function productDims(a: Value, b: Value, transA: boolean, transB: boolean): readonly number[] {
  const [left, right] = [dimsOf(a), dimsOf(b)];
  const rank = Math.max(left.length, right.length);
  const batch = Array.from({ length: rank - 2 }, (_, axis) =>
    Math.max(left.at(axis - rank) ?? 1, right.at(axis - rank) ?? 1),
  );
  return [...batch, left.at(transA ? -1 : -2) ?? 1, right.at(transB ? -2 : -1) ?? 1];
}

function multiply(g: GraphBuilder, a: Value, b: Value, { transA, transB, alpha }: Product, fused: boolean): Value {
  if (fused && (transA || transB || alpha !== 1)) {
    const attributes = { transA: transA ? 1 : 0, transB: transB ? 1 : 0, alpha };
    return g.op1('FusedMatMul', [a, b], attributes, { domain: 'com.microsoft' });
  }
  const product = g.matMul(transA ? g.transposeLast(a) : a, transB ? g.transposeLast(b) : b);
  return alpha === 1 ? product : g.mul(product, alpha);
}

/** [..., n] → [rows, n] */
function flattenRows(g: GraphBuilder, x: Value): Value {
  return g.reshape(x, [-1, dimsOf(x).at(-1) ?? 1]);
}
