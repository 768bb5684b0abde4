/** Gradients of normalizations over batch, channels, groups, or by a vector's own length. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { AutodiffError } from '../autodiff-error.js';
import { dimsOf, normalAxis, sizeOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** Inference: Y = s∘(X − m)·r + b, r = 1/√(v + ε)  ⇒  X̄ = s·r∘Ȳ,  s̄ = ΣȲ∘(X − m)·r,  b̄ = ΣȲ. m and v stay as they are. */
export const BatchNormalization: VjpRule = ({ g, dy, input, wants, attributes, node }) => {
  if (attributes.int('training_mode', 0) !== 0 || wants(3) || wants(4)) {
    const problem = 'statistics of the batch have no gradient rule; export the model for inference';
    throw new AutodiffError(`BatchNormalization ‹${node.name}›: ${problem}`, [node.name]);
  }
  const perChannel = (value: Value) => channelwise(g, value, dimsOf(dy).length);
  const inverse = perChannel(g.reciprocal(g.sqrt(g.add(input(4), attributes.float('epsilon', 1e-5)))));
  const summed = (value: Value) => g.reduceSum(value, allButChannels(dy), false);
  return [
    wants(0) && g.mul(dy, g.mul(perChannel(input(1)), inverse)),
    wants(1) && summed(g.mul(dy, g.mul(g.sub(input(0), perChannel(input(3))), inverse))),
    wants(2) && summed(dy),
  ];
};

/** Y = s∘x̂ + b, x̂ standardized per picture and channel  ⇒  as layer normalization over the positions */
export const InstanceNormalization: VjpRule = (context) => groupRule(context, dimsOf(context.input(0))[1] ?? 1);

/** Y = s∘x̂ + b, x̂ standardized per picture and group of channels (arXiv:1803.08494) */
export const GroupNormalization: VjpRule = (context) => groupRule(context, context.attributes.int('num_groups', 1));

/** X̄ = r·(ḡ − mean ḡ − x̂·mean(ḡ∘x̂)), ḡ = s∘Ȳ;  s̄ = ΣȲ∘x̂;  b̄ = ΣȲ, means over all elements of a group */
function groupRule({ g, dy, input, wants, attributes }: VjpContext, groups: number): readonly (Value | false)[] {
  const dims = dimsOf(input(0));
  const arrange = (value: Value) => g.reshape(value, [dims[0] ?? 1, groups, sizeOf(value) / (dims[0] ?? 1) / groups]);
  const mean = (value: Value) => g.reduceMean(value, [2]);
  const x = arrange(input(0));
  const centred = g.sub(x, mean(x));
  const variance = mean(g.mul(centred, centred));
  const inverse = g.reciprocal(g.sqrt(g.add(variance, attributes.float('epsilon', 1e-5))));
  const unit = g.mul(centred, inverse);
  // Until opset 20 there was one scale per group, since 21 one per channel.
  const perChannel = (value: Value) => {
    const given = sizeOf(value);
    const channels = dims[1] ?? 1;
    const spread = g.expand(g.reshape(value, [given, 1]), [given, channels / given]);
    return channelwise(g, g.reshape(spread, [channels]), dims.length);
  };
  const gradient = () => {
    const scaled = arrange(g.mul(dy, perChannel(input(1))));
    const pulled = g.sub(g.sub(scaled, mean(scaled)), g.mul(unit, mean(g.mul(scaled, unit))));
    return g.reshape(g.mul(pulled, inverse), dims);
  };
  const summed = (value: Value, like: Value) => {
    const perScale = g.reshape(g.reduceSum(value, allButChannels(dy), false), [sizeOf(like), -1]);
    return g.reduceSum(perScale, [1], false);
  };
  return [
    wants(0) && gradient(),
    wants(1) && summed(g.mul(dy, g.reshape(unit, dims)), input(1)),
    wants(2) && summed(dy, input(2)),
  ];
}

/** Y = (X − m)/σ over `axes`  ⇒  X̄ = (Ȳ − mean Ȳ − Y·mean(Ȳ∘Y))/σ */
export const MeanVarianceNormalization: VjpRule = ({ g, dy, input, output, attributes }) => {
  const axes = (attributes.ints('axes') ?? [0, 2, 3]).map((axis) => normalAxis(axis, dimsOf(dy).length));
  const mean = (value: Value) => g.reduceMean(value, axes);
  const centred = g.sub(input(0), mean(input(0)));
  const pulled = g.sub(g.sub(dy, mean(dy)), g.mul(output(0), mean(g.mul(dy, output(0)))));
  return [g.div(pulled, g.sqrt(mean(g.mul(centred, centred))))];
};

/** Y = X/‖X‖ along an axis  ⇒  X̄ = (Ȳ − d·ΣȲ∘Y)/‖X‖, d = Y for p = 2 and sign X for p = 1 */
export const LpNormalization: VjpRule = ({ g, dy, input, output, attributes }) => {
  const x = input(0);
  const axes = [normalAxis(attributes.int('axis', -1), dimsOf(x).length)];
  const p = attributes.int('p', 2);
  const length = p === 1 ? g.reduceSum(g.abs(x), axes) : g.sqrt(g.reduceSum(g.mul(x, x), axes));
  const direction = p === 1 ? g.sign(x) : output(0);
  return [g.div(g.sub(dy, g.mul(direction, g.reduceSum(g.mul(dy, output(0)), axes))), length)];
};

/** [C] as [C, 1, …], to be broadcast along the positions. */
const channelwise = (g: GraphBuilder, value: Value, rank: number): Value =>
  g.reshape(value, [...dimsOf(value), ...Array<number>(rank - 2).fill(1)]);

const allButChannels = (value: Value): readonly number[] =>
  dimsOf(value)
    .map((_, axis) => axis)
    .filter((axis) => axis !== 1);
