/** Gradients of layer normalizations over the last axes (Ba et al. 2016; Zhang and Sennrich 2019). */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { dimsOf, normalAxis, rankOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** Y = s∘x̂ + b, x̂ = (X − mean)·r, r = 1/√(var + ε)  ⇒  X̄ = r·(ḡ − mean ḡ − x̂·mean(ḡ∘x̂)), ḡ = s∘Ȳ */
export const LayerNormalization: VjpRule = (context) => {
  const { g, dy, input, wants } = context;
  const axes = normalizedAxes(context);
  const { unit, inverse } = standardized(context, axes);
  const gradient = () => {
    const scaled = g.mul(dy, input(1));
    const along = g.reduceMean(g.mul(scaled, unit), axes);
    return g.mul(g.sub(g.sub(scaled, g.reduceMean(scaled, axes)), g.mul(unit, along)), inverse);
  };
  const all = [wants(0) && gradient(), wants(1) && g.mul(dy, unit), wants(2) && dy];
  return all.slice(0, context.inputs.length);
};

/** Y = s∘x̂, x̂ = X·r, r = 1/√(mean X² + ε)  ⇒  X̄ = r·(ḡ − x̂·mean(ḡ∘x̂)) */
export const RMSNormalization: VjpRule = (context) => {
  const { g, dy, input, wants, attributes } = context;
  const axes = normalizedAxes(context);
  const inverse = inverseDeviation(g, input(0), axes, attributes.float('epsilon', 1e-5));
  const unit = g.mul(input(0), inverse);
  const gradient = () => {
    const scaled = g.mul(dy, input(1));
    return g.mul(g.sub(scaled, g.mul(unit, g.reduceMean(g.mul(scaled, unit), axes))), inverse);
  };
  return [wants(0) && gradient(), wants(1) && g.mul(dy, unit)];
};

/** The runtime's own name for RMS normalization, from before it had one in ONNX. */
export const SimplifiedLayerNormalization: VjpRule = RMSNormalization;

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
