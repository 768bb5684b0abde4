/** Gradient of resizing: each output is a weighted sum along every axis, so its gradient is the transposed sum. */
import type { Value } from '@palimpsest/onnx';
import { fromNumbers, toNumbers } from '@palimpsest/tensor';
import { AutodiffError } from '../autodiff-error.js';
import { dimsOf, normalAxis } from '../dims.js';
import type { VjpContext, VjpRule } from '../vjp.js';
import { interpolationMatrix, type Interpolation } from './interpolation.js';

/** Y = (M₁ ⊗ M₂ …)·X  ⇒  X̄ = (M₁ᵀ ⊗ M₂ᵀ …)·Ȳ, one matrix per axis that changes */
export const Resize: VjpRule = (context) => {
  const { g, dy, input } = context;
  const [before, after] = [dimsOf(input(0)), dimsOf(dy)];
  const interpolation = interpolationOf(context);
  const scales = scalesOf(context, before, after);
  let gradient: Value = dy;
  before.forEach((size, axis) => {
    const resized = after[axis] ?? size;
    if (resized === size && scales[axis] === 1) return;
    const weights = interpolationMatrix(size, resized, scales[axis] ?? 1, interpolation);
    const matrix = g.constant(null, fromNumbers(dy.dtype, [resized, size], weights));
    const toLast = [...before.keys()].filter((at) => at !== axis).concat(axis);
    const back = [...before.keys()].map((at) => toLast.indexOf(at));
    gradient = g.transpose(g.matMul(g.transpose(gradient, toLast), matrix), back);
  });
  return [gradient];
};

function interpolationOf({ attributes, node }: VjpContext): Interpolation {
  const interpolation = {
    mode: attributes.text('mode', 'nearest'),
    coordinates: attributes.text('coordinate_transformation_mode', 'half_pixel'),
    nearest: attributes.text('nearest_mode', 'round_prefer_floor'),
    cubicCoefficient: attributes.float('cubic_coeff_a', -0.75),
    excludesOutside: attributes.int('exclude_outside', 0) !== 0,
  };
  const known = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'];
  if (!known.includes(interpolation.coordinates) || attributes.int('antialias', 0) !== 0) {
    const problem = `antialiasing and coordinates ${interpolation.coordinates} have no gradient rule`;
    throw new AutodiffError(`Resize ‹${node.name}›: ${problem}`, [node.name]);
  }
  return interpolation;
}

/** As given, or the quotient of the sizes. */
function scalesOf({ g, inputs, attributes, node }: VjpContext, before: readonly number[], after: readonly number[]) {
  const axes = attributes.ints('axes')?.map((axis) => normalAxis(axis, before.length)) ?? [...before.keys()];
  const given = inputs[2];
  const data = given ? g.constantData(given) : undefined;
  if (given && !data) {
    throw new AutodiffError(`Resize ‹${node.name}›: its scales are computed at run time; make them constant`, [
      node.name,
    ]);
  }
  const scales = data && data.data.length > 0 ? Array.from(toNumbers(data)) : null;
  return before.map((size, axis) => {
    const at = axes.indexOf(axis);
    return scales && at >= 0 ? (scales[at] ?? 1) : (after[axis] ?? size) / size;
  });
}
