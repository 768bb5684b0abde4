/** Gradient of dequantization. Stored integers have none; whatever they are multiplied with gets its own. */
import type { GraphBuilder, Value } from '@palimpsest/onnx';
import { dimsOf, normalAxis, rankOf } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';

/** Y = (X − Z)·s  ⇒  s̄ = Σ Ȳ∘(X − Z) over what shares a scale; X and Z are integers */
export const DequantizeLinear: VjpRule = (context) => [null, context.wants(1) && scaleGradient(context)];

function scaleGradient(context: VjpContext): Value {
  const { g, dy, node, input, inputs } = context;
  const scale = input(1);
  const one = g.expand(g.scalar(1, scale.dtype), dimsOf(scale));
  const attributes = Object.fromEntries(node.attributes);
  const steps = g.op1('DequantizeLinear', [input(0), one, ...inputs.slice(2)], attributes);
  return g.reshape(sharedSums(g, g.mul(dy, steps), context), dimsOf(scale));
}

/** Sums over all, over all but one axis, or over blocks of one. */
function sharedSums(g: GraphBuilder, products: Value, { input, attributes }: VjpContext): Value {
  const scale = input(1);
  const dims = dimsOf(products);
  const axis = normalAxis(attributes.int('axis', 1), dims.length);
  const size = attributes.int('block_size', 0);
  if (size > 0) {
    const blocks = g.reshape(
      products,
      dims.flatMap((dim, at) => (at === axis ? [dim / size, size] : [dim])),
    );
    return g.reduceSum(blocks, [axis + 1], false);
  }
  const perEntry = rankOf(scale) === 1 && dimsOf(scale)[0] !== 1;
  return perEntry
    ? g.reduceSum(
        products,
        dims.map((_, at) => at).filter((at) => at !== axis),
        false,
      )
    : g.reduceSum(products);
}
