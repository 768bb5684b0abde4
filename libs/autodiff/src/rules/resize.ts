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
    if (resized === size && scales[axis] === 1 && interpolation.coordinates !== 'tf_crop_and_resize') return;
    const weights = interpolationMatrix(size, resized, scales[axis] ?? 1, {
      ...interpolation,
      crop: cropAlong(context, axis),
    });
    const matrix = g.constant(null, fromNumbers(dy.dtype, [resized, size], weights));
    const toLast = [...before.keys()].filter((at) => at !== axis).concat(axis);
    const back = [...before.keys()].map((at) => toLast.indexOf(at));
    gradient = g.transpose(g.matMul(g.transpose(gradient, toLast), matrix), back);
  });
  return [gradient];
};

function interpolationOf({ attributes }: VjpContext): Omit<Interpolation, 'crop'> {
  return {
    mode: attributes.text('mode', 'nearest'),
    coordinates: attributes.text('coordinate_transformation_mode', 'half_pixel'),
    nearest: attributes.text('nearest_mode', 'round_prefer_floor'),
    cubicCoefficient: attributes.float('cubic_coeff_a', -0.75),
    excludesOutside: attributes.int('exclude_outside', 0) !== 0,
    antialias: attributes.int('antialias', 0) !== 0,
  };
}

/** roi = [starts…, ends…] over the attribute `axes`, or all. */
function cropAlong(context: VjpContext, axis: number): readonly [number, number] {
  const { inputs, attributes, input } = context;
  if (attributes.text('coordinate_transformation_mode', 'half_pixel') !== 'tf_crop_and_resize') return [0, 1];
  const roi = constantNumbers(context, inputs[1], 'roi') ?? [];
  const at = axesOf(context, dimsOf(input(0)).length).indexOf(axis);
  return at < 0 ? [0, 1] : [roi[at] ?? 0, roi[at + roi.length / 2] ?? 1];
}

/** As given, or the quotient of the sizes; one for both axes where the node keeps the aspect ratio. */
function scalesOf(context: VjpContext, before: readonly number[], after: readonly number[]): readonly number[] {
  const { inputs, attributes } = context;
  const axes = axesOf(context, before.length);
  const scales = constantNumbers(context, inputs[2], 'scales');
  const sizes = constantNumbers(context, inputs[3], 'sizes');
  const policy = attributes.text('keep_aspect_ratio_policy', 'stretch');
  const kept =
    sizes && policy !== 'stretch'
      ? keptScale(
          policy,
          axes.map((axis, at) => (sizes[at] ?? 1) / (before[axis] ?? 1)),
        )
      : null;
  return before.map((size, axis) => {
    const at = axes.indexOf(axis);
    if (at < 0) return 1;
    return kept ?? scales?.[at] ?? (after[axis] ?? size) / size;
  });
}

const keptScale = (policy: string, wanted: readonly number[]): number =>
  policy === 'not_larger' ? Math.min(...wanted) : Math.max(...wanted);

const axesOf = ({ attributes }: VjpContext, rank: number): readonly number[] =>
  attributes.ints('axes')?.map((axis) => normalAxis(axis, rank)) ?? Array.from({ length: rank }, (_, axis) => axis);

/** null where the input is left out or empty. */
function constantNumbers(
  { g, node }: VjpContext,
  value: Value | null | undefined,
  what: string,
): readonly number[] | null {
  if (!value) return null;
  const data = g.constantData(value);
  if (!data) {
    throw new AutodiffError(`Resize ‹${node.name}›: its ${what} are computed at run time; make them constant`, [
      node.name,
    ]);
  }
  return data.data.length > 0 ? toNumbers(data) : null;
}
