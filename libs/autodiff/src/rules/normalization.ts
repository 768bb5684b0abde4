/** Gradients of layer normalizations over the last axes (Ba et al. 2016; Zhang and Sennrich 2019). */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { dimsOf, normalAxis, rankOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/**
 * Y = s∘x̂ + b, x̂ = (X − m)·r, m = mean X, r = 1/√(var + ε)  ⇒  X̄ = r·(ḡ − mean ḡ − x̂·mean(ḡ∘x̂)), ḡ = s∘Ȳ;
 * and X̄ = m̄/n, −r̄·r²·x̂/n where m and r are used too
 */
export const LayerNormalization: VjpRule = (context) => {
  const { g, cotangents, input, wants } = context;
  const [dy, mean, deviation] = cotangents;
  const axes = normalizedAxes(context);
  const { unit, inverse } = standardized(context, axes);
  const gradient = (dy: Value) => {
    const scaled = g.mul(dy, input(1));
    const along = g.reduceMean(g.mul(scaled, unit), axes);
    return g.mul(g.sub(g.sub(scaled, g.reduceMean(scaled, axes)), g.mul(unit, along)), inverse);
  };
  const parts = () => [
    dy && gradient(dy),
    mean && g.expand(g.mul(g.cast(mean, unit.dtype), 1 / countOf(context, axes)), dimsOf(input(0))),
    deviation && deviationGradient(context, { deviation, unit, inverse, axes }),
  ];
  const all = [wants(0) && total(g, parts()), dy && wants(1) && g.mul(dy, unit), wants(2) && dy];
  return all.slice(0, context.inputs.length).map((part) => part ?? null);
};

/** Y = s∘x̂, x̂ = X·r, r = 1/√(mean X² + ε)  ⇒  X̄ = r·(ḡ − x̂·mean(ḡ∘x̂)), and −r̄·r²·x̂/n where r is used too */
export const RMSNormalization: VjpRule = (context) => {
  const { g, cotangents, input, wants, attributes } = context;
  const [dy, deviation] = cotangents;
  const axes = normalizedAxes(context);
  const inverse = inverseDeviation(g, input(0), axes, attributes.float('epsilon', 1e-5));
  const unit = g.mul(input(0), inverse);
  const gradient = (dy: Value) => {
    const scaled = g.mul(dy, input(1));
    return g.mul(g.sub(scaled, g.mul(unit, g.reduceMean(g.mul(scaled, unit), axes))), inverse);
  };
  const parts = () => [dy && gradient(dy), deviation && deviationGradient(context, { deviation, unit, inverse, axes })];
  return [wants(0) && total(g, parts()), (dy && wants(1) && g.mul(dy, unit)) ?? null];
};

/** The runtime's own name for RMS normalization, from before it had one in ONNX. */
export const SimplifiedLayerNormalization: VjpRule = RMSNormalization;

interface Standardized {
  /** Cotangent of r, in float32 whatever the input. */
  readonly deviation: Value;
  readonly unit: Value;
  readonly inverse: Value;
  readonly axes: readonly number[];
}

/** −r̄·r²·x̂/n */
function deviationGradient(context: VjpContext, { deviation, unit, inverse, axes }: Standardized): Value {
  const { g } = context;
  const perRow = g.mul(g.mul(g.cast(deviation, unit.dtype), -1 / countOf(context, axes)), g.mul(inverse, inverse));
  return g.mul(unit, perRow);
}

function total(g: GraphBuilder, parts: readonly (Value | null | undefined)[]): Value | null {
  const [first, ...rest] = parts.filter((part) => part !== null && part !== undefined);
  return first ? rest.reduce((sum, part) => g.add(sum, part), first) : null;
}

const countOf = ({ input }: VjpContext, axes: readonly number[]): number =>
  axes.reduce((product, axis) => product * (dimsOf(input(0))[axis] ?? 1), 1);

function normalizedAxes({ input, attributes }: VjpContext): readonly number[] {
  const rank = rankOf(input(0));
  const first = normalAxis(attributes.int('axis', -1), rank);
  return Array.from({ length: rank - first }, (_, at) => first + at);
}

/**
 * x̂ and r again: keeping them from the forward pass would cost memory. In float32 one more LayerNormalization, with
 * a scale of ones, gives both in one pass; its statistics are float32 whatever the input, so float64 does it by hand.
 */
function standardized(context: VjpContext, axes: readonly number[]): { readonly unit: Value; readonly inverse: Value } {
  const { g, input, attributes } = context;
  const [x, epsilon] = [input(0), attributes.float('epsilon', 1e-5)];
  if (x.dtype === 'float32') {
    const dims = dimsOf(x).slice(-axes.length);
    const count = dims.reduce((product, dim) => product * dim, 1);
    const ones = g.constant(null, fromNumbers('float32', dims, Array<number>(count).fill(1)));
    const axis = -axes.length;
    const [unit, , inverse] = g.op('LayerNormalization', [x, ones], { axis, epsilon }, { outputs: 3 });
    return { unit: unit as Value, inverse: inverse as Value }; // three were asked for
  }
  const centred = g.sub(x, g.reduceMean(x, axes));
  const inverse = inverseDeviation(g, centred, axes, epsilon);
  return { unit: g.mul(centred, inverse), inverse };
}

function inverseDeviation(g: GraphBuilder, x: Value, axes: readonly number[], epsilon: number): Value {
  return g.reciprocal(g.sqrt(g.add(g.reduceMean(g.mul(x, x), axes), epsilon)));
}
