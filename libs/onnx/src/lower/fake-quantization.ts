/**
 * QuantizeLinear and DequantizeLinear in a row, as quantized exports put around activations. Rounding has no slope,
 * so it is left out and only its limits stay: the straight-through estimator (Bengio et al., arXiv 1308.3432), with a
 * forward pass that differs by at most half a step.
 */
import type { DataType } from '@palimpsest/tensor';
import { sameShape, type Value } from '../graph/value.js';
import type { Lowering, LoweringContext } from './lowering.js';

const limits: { readonly [D in DataType]?: readonly [number, number] } = {
  ...{ int8: [-128, 127], uint8: [0, 255], int16: [-32768, 32767], uint16: [0, 65535] },
};

/** (clip(round(x/s) + z, low, high) − z)·s  ≈  clip(x, (low − z)·s, (high − z)·s) */
export const fakeQuantization: Lowering = (c) => {
  const { g } = c;
  const [quantized, scale, zero] = [c.input(0), c.input(1), c.optional(2)];
  const quantize = g.producer(quantized);
  const [x, ownScale, ownZero = null] = quantize?.inputs ?? [];
  if (quantize?.opType !== 'QuantizeLinear' || !x || !ownScale) return null;
  const range = limits[quantized.dtype];
  if (!range) return c.refuse(`activations of ${quantized.dtype} are not supported`);
  if (!equal(c, scale, ownScale) || !(zero && ownZero ? equal(c, zero, ownZero) : zero === ownZero)) {
    c.refuse('the scale or zero point of QuantizeLinear is another one');
  }
  if (c.int('block_size', 0) !== 0) c.refuse('attribute block_size on activations is not supported');
  const along = broadcastAlong(c, x, c.int('axis', 1));
  const bound = (limit: number) => {
    const steps = g.scalar(limit, scale.dtype);
    return along(g.mul(zero ? g.sub(steps, g.cast(zero, scale.dtype)) : steps, scale));
  };
  return [g.maximum(g.minimum(x, bound(range[1])), bound(range[0]))];
};

/** The same value, or stored twice. */
function equal({ g }: LoweringContext, a: Value, b: Value): boolean {
  if (a === b) return true;
  const [left, right] = [g.constantData(a), g.constantData(b)];
  return Boolean(left && right && sameShape(left.dims, right.dims) && String(left.data) === String(right.data));
}

/** One bound for all, or one per entry of an axis. */
function broadcastAlong({ g }: LoweringContext, x: Value, axis: number): (bound: Value) => Value {
  const after = x.shape.length - 1 - (axis < 0 ? axis + x.shape.length : axis);
  return (bound) => {
    const many = bound.shape.length === 1 && bound.shape[0] !== 1;
    return many
      ? g.unsqueeze(
          bound,
          Array.from({ length: after }, (_, at) => at + 1),
        )
      : g.reshape(bound, []);
  };
}
