/** Gradient-check cases of resizing, which is linear. */
import type { Value } from '@palimpsest/onnx';
import { fromNumbers } from '@palimpsest/tensor';
import { single, type RuleCase } from './rule-cases.js';

const resized = (
  x: readonly number[],
  scales: readonly number[],
  attributes: Readonly<Record<string, string | number>>,
): RuleCase => ({
  op: 'Resize',
  title: `by ${scales.join('×')}, ${Object.values(attributes).join(', ')}`,
  precision: 'float32',
  inputs: { x: single(x) },
  build: (g, { x }) =>
    g.op1('Resize', [x as Value, null, g.constant(null, fromNumbers('float32', [4], scales))], attributes),
});

const coordinates = ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric'];

export const resizeCases: readonly RuleCase[] = [
  ...coordinates.flatMap((coordinate_transformation_mode) => [
    resized([1, 2, 3, 4], [1, 1, 2, 1.5], { mode: 'linear', coordinate_transformation_mode }),
    resized([1, 1, 6, 8], [1, 1, 0.5, 0.75], { mode: 'linear', coordinate_transformation_mode }),
    resized([1, 1, 5, 6], [1, 1, 2, 1.5], { mode: 'cubic', coordinate_transformation_mode }),
  ]),
  ...['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'].map((nearest_mode) =>
    resized([1, 2, 3, 4], [1, 1, 2, 1.5], { coordinate_transformation_mode: 'asymmetric', nearest_mode }),
  ),
  resized([1, 1, 5, 6], [1, 1, 2, 0.5], { mode: 'cubic', exclude_outside: 1, cubic_coeff_a: -0.5 }),
  {
    op: 'Resize',
    title: 'to sizes',
    precision: 'float32',
    inputs: { x: single([1, 2, 3, 4]) },
    build: (g, { x }) => g.op1('Resize', [x as Value, null, null, g.ints([1, 2, 7, 5])], { mode: 'linear' }),
  },
];
