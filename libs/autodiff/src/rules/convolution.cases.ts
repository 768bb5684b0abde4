/** Gradient-check cases of convolutions. They are linear in each input, so float32 and a wide step are exact enough. */
import type { Value } from '@palimpsest/onnx';
import { single, type RuleCase } from './rule-cases.js';

interface Setting {
  readonly title: string;
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly options: { strides?: number[]; pads?: number[]; dilations?: number[]; group?: number };
}

const settings: readonly Setting[] = [
  { title: 'plain', x: [2, 3, 5, 5], w: [4, 3, 3, 3], options: {} },
  { title: 'same padding', x: [2, 3, 5, 5], w: [4, 3, 3, 3], options: { pads: [1, 1, 1, 1] } },
  { title: 'stride 2', x: [2, 3, 8, 8], w: [4, 3, 3, 3], options: { strides: [2, 2], pads: [1, 1, 1, 1] } },
  { title: 'stride 2, odd size', x: [1, 2, 7, 6], w: [3, 2, 3, 3], options: { strides: [2, 2] } },
  { title: 'patches', x: [2, 3, 8, 8], w: [5, 3, 4, 4], options: { strides: [4, 4] } },
  { title: 'dilated', x: [1, 2, 7, 7], w: [3, 2, 3, 3], options: { dilations: [2, 2], pads: [2, 2, 2, 2] } },
  { title: 'depthwise', x: [2, 3, 6, 6], w: [3, 1, 3, 3], options: { group: 3, pads: [1, 1, 1, 1] } },
  { title: 'two groups, stride 2', x: [1, 4, 6, 6], w: [6, 2, 3, 3], options: { group: 2, strides: [2, 2] } },
  { title: 'uneven padding', x: [1, 2, 5, 6], w: [2, 2, 3, 2], options: { pads: [1, 0, 2, 1] } },
];

const convolutions = settings.flatMap(({ title, x, w, options }): RuleCase[] =>
  [['x', 'w', 'b'], ['x']].map((wanted) => ({
    op: 'Conv',
    title: `${title}, wants ${wanted.join(',')}`,
    precision: 'float32',
    inputs: { x: single(x), w: single(w), b: single([w[0] ?? 1]) },
    wanted,
    build: (g, { x, w, b }) => g.conv(x as Value, w as Value, b, options),
  })),
);

export const convolutionCases: readonly RuleCase[] = [
  ...convolutions,
  {
    op: 'ConvTranspose',
    title: 'stride 2',
    precision: 'float32',
    inputs: { x: single([2, 3, 4, 4]), w: single([3, 2, 3, 3]), b: single([2]) },
    build: (g, { x, w, b }) => g.convTranspose(x as Value, w as Value, b, { strides: [2, 2], pads: [1, 1, 1, 1] }),
  },
  {
    op: 'AveragePool',
    title: '2×2, stride 2',
    precision: 'float32',
    inputs: { x: single([2, 3, 6, 6]) },
    build: (g, { x }) => g.op1('AveragePool', [x as Value], { kernel_shape: [2, 2], strides: [2, 2] }),
  },
  {
    op: 'GlobalAveragePool',
    title: 'all positions',
    precision: 'float32',
    inputs: { x: single([2, 3, 4, 5]) },
    build: (g, { x }) => g.op1('GlobalAveragePool', [x as Value]),
  },
];
