/** Gradients of reductions: the cotangent is spread back over the axes that were reduced. */
import type { Value } from '@palimpsest/onnx';
import { toNumbers } from '@palimpsest/tensor';
import { AutodiffError } from '../autodiff-error.js';
import { dimsOf, keptDims, normalAxis } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** Y = ΣX  ⇒  X̄ = Ȳ, spread */
export const ReduceSum: VjpRule = (context) => [spread(context, context.dy)];

/** Y = ΣX/n  ⇒  X̄ = Ȳ/n, spread */
export const ReduceMean: VjpRule = (context) => {
  const dims = dimsOf(context.input(0));
  const count = reducedAxes(context).reduce((product, axis) => product * (dims[axis] ?? 1), 1);
  return [spread(context, context.g.mul(context.dy, 1 / count))];
};

/** Y = max X  ⇒  the largest elements share Ȳ equally */
export const ReduceMax: VjpRule = (context) => extremum(context);

/** Y = min X  ⇒  the smallest elements share Ȳ equally */
export const ReduceMin: VjpRule = (context) => extremum(context);

/** Y = Σ|X|  ⇒  X̄ = sign X∘Ȳ */
export const ReduceL1: VjpRule = (context) => {
  const { g, dy, input } = context;
  return [g.mul(g.sign(input(0)), keepDims(context, dy))];
};

/** Y = ln ΣX  ⇒  X̄ = Ȳ/ΣX, spread */
export const ReduceLogSum: VjpRule = (context) => {
  const { g, dy, output } = context;
  return [spread(context, g.div(dy, g.exp(output(0))))];
};

/** Y = ∏X  ⇒  X̄ = Ȳ∘Y/X (not defined where X = 0) */
export const ReduceProd: VjpRule = (context) => {
  const { g, dy, input, output } = context;
  return [g.div(keepDims(context, g.mul(dy, output(0))), input(0))];
};

/** Y = √ΣX²  ⇒  X̄ = X∘Ȳ/Y (not defined at X = 0) */
export const ReduceL2: VjpRule = (context) => {
  const { g, dy, input, output } = context;
  return [g.mul(input(0), keepDims(context, g.div(dy, output(0))))];
};

/** Y = ln Σeˣ  ⇒  X̄ = Ȳ∘e^(X − Y) */
export const ReduceLogSumExp: VjpRule = (context) => {
  const { g, dy, input, output } = context;
  return [g.mul(keepDims(context, dy), g.exp(g.sub(input(0), keepDims(context, output(0)))))];
};

/** Y = ΣX²  ⇒  X̄ = 2X∘Ȳ */
export const ReduceSumSquare: VjpRule = (context) => {
  const { g, dy, input } = context;
  return [g.mul(g.mul(input(0), 2), keepDims(context, dy))];
};

/** Y = running ΣX along an axis  ⇒  X̄ = the running sum of Ȳ from the other end */
export const CumSum: VjpRule = ({ g, dy, input, attributes }) => [
  g.op1('CumSum', [dy, input(1)], {
    exclusive: attributes.int('exclusive', 0),
    reverse: 1 - attributes.int('reverse', 0),
  }),
];

function extremum(context: VjpContext): readonly Value[] {
  const { g, dy, input, output } = context;
  const axes = reducedAxes(context);
  const hit = g.cast(g.equal(input(0), keepDims(context, output(0))), input(0).dtype);
  return [g.mul(g.div(hit, g.reduceSum(hit, axes)), keepDims(context, dy))];
}

function spread(context: VjpContext, cotangent: Value): Value {
  return context.g.expand(keepDims(context, cotangent), dimsOf(context.input(0)));
}

/** With the reduced axes back as dims of 1. */
function keepDims(context: VjpContext, value: Value): Value {
  return context.g.reshape(value, keptDims(dimsOf(context.input(0)), reducedAxes(context)));
}

function reducedAxes({ g, node, inputs, input, attributes }: VjpContext): readonly number[] {
  const rank = dimsOf(input(0)).length;
  const given = inputs[1] ? g.constantData(inputs[1]) : undefined;
  if (inputs[1] && !given) {
    throw new AutodiffError(`${node.opType} ‹${node.name}›: its axes are computed at run time; make them constant`, [
      node.name,
    ]);
  }
  const axes = given ? toNumbers(given) : attributes.ints('axes');
  if (!axes || axes.length === 0) {
    return attributes.int('noop_with_empty_axes', 0) ? [] : Array.from({ length: rank }, (_, axis) => axis);
  }
  return Array.from(axes, (axis) => normalAxis(axis, rank));
}
