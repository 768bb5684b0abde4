/** Gradient-check cases of convolutions. They are linear in each input, so float32 and a wide step are exact enough. */
import type { Attributes, Value } from '@palimpsest/onnx';
import { positive, single, type RuleCase } from './rule-cases.js';

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

const automatic = (auto_pad: string): RuleCase => ({
  op: 'Conv',
  title: auto_pad,
  precision: 'float32',
  inputs: { x: single([1, 2, 6, 7]), w: single([3, 2, 3, 2]) },
  build: (g, { x, w }) => g.op1('Conv', [x as Value, w as Value], { auto_pad, strides: [2, 3] }),
});

const transposed = (title: string, attributes: Attributes): RuleCase => ({
  op: 'ConvTranspose',
  title,
  precision: 'float32',
  inputs: { x: single([1, 2, 4, 4]), w: single([2, 3, 3, 2]) },
  build: (g, { x, w }) => g.op1('ConvTranspose', [x as Value, w as Value], attributes),
});

/** 3×3 windows. */
const poolings = Object.entries<Attributes>({
  'stride 2': { strides: [2, 2] },
  'padding not counted': { pads: [1, 1, 1, 1] },
  'padding counted': { pads: [1, 0, 1, 2], count_include_pad: 1 },
  'last windows cut off': { strides: [2, 2], ceil_mode: 1 },
  'last windows cut off, padding counted': { strides: [2, 2], ceil_mode: 1, pads: [1, 1, 1, 1], count_include_pad: 1 },
  SAME_LOWER: { strides: [2, 2], auto_pad: 'SAME_LOWER' },
}).map(([title, attributes]): RuleCase => ({
  op: 'AveragePool',
  title,
  precision: 'float32',
  inputs: { x: single([2, 3, 6, 8]) },
  build: (g, { x }) => g.op1('AveragePool', [x as Value], { kernel_shape: [3, 3], ...attributes }),
}));

const powers = [1, 2, 3].flatMap((p): RuleCase[] => [
  {
    op: 'LpPool',
    title: `p = ${p}`,
    precision: 'float32',
    inputs: { x: single([1, 2, 6, 7], positive) },
    build: (g, { x }) =>
      g.op1('LpPool', [x as Value], { p, kernel_shape: [3, 2], strides: [2, 2], pads: [1, 0, 1, 0] }),
  },
  {
    op: 'GlobalLpPool',
    title: `p = ${p}`,
    precision: 'float32',
    inputs: { x: single([2, 3, 4, 5], positive) },
    build: (g, { x }) => g.op1('GlobalLpPool', [x as Value], { p }),
  },
]);

export const convolutionCases: readonly RuleCase[] = [
  ...convolutions,
  {
    op: 'ConvTranspose',
    title: 'stride 2',
    precision: 'float32',
    inputs: { x: single([2, 3, 4, 4]), w: single([3, 2, 3, 3]), b: single([2]) },
    build: (g, { x, w, b }) => g.convTranspose(x as Value, w as Value, b, { strides: [2, 2], pads: [1, 1, 1, 1] }),
  },
  transposed('output_shape', { output_shape: [8, 7], strides: [2, 2] }),
  transposed('SAME_LOWER', { auto_pad: 'SAME_LOWER', strides: [2, 2] }),
  automatic('SAME_UPPER'),
  automatic('SAME_LOWER'),
  ...poolings,
  ...powers,
  {
    op: 'GlobalAveragePool',
    title: 'all positions',
    precision: 'float32',
    inputs: { x: single([2, 3, 4, 5]) },
    build: (g, { x }) => g.op1('GlobalAveragePool', [x as Value]),
  },
];
