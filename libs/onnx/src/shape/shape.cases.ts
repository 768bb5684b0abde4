/**
 * Small nodes for every operator of the shape table, run by onnxruntime in onnxruntime.ort-spec.ts: the inferred
 * type must be the computed one. `x(…)` adds a graph input that is fed with random numbers.
 */
import type { DataType } from '@palimpsest/tensor';
import { fromNumbers } from '@palimpsest/tensor';
import type { GraphBuilder } from '../builder/graph-builder.js';
import type { Value } from '../graph/value.js';
import type { Op } from './operator.js';

/** Adds an input: float32 unless told. */
type Input = (dims: readonly number[], dtype?: DataType) => Value;
export type ShapeCase = (g: GraphBuilder, x: Input) => readonly Value[];

const unary =
  (opType: string, dtype: DataType = 'float32'): ShapeCase =>
  (g, x) => [g.op1(opType, [x([2, 3], dtype)])];
const binary =
  (opType: string, dtype: DataType = 'float32'): ShapeCase =>
  (g, x) => [
    ...[
      [
        [2, 3],
        [2, 3],
      ],
      [[2, 3], []],
      [[], [2, 3]],
      [
        [2, 1, 4],
        [3, 1],
      ],
      [[1], [5]],
      [
        [2, 3],
        [4, 1, 3],
      ],
      [
        [0, 3],
        [1, 3],
      ],
    ].map(([a, b]) => g.op1(opType, [x(a as number[], dtype), x(b as number[], dtype)])),
  ];
const reduce =
  (opType: string): ShapeCase =>
  (g, x) => [
    g.op1(opType, [x([2, 3, 4]), g.ints([-1])]),
    g.op1(opType, [x([2, 3, 4]), g.ints([0, 2])], { keepdims: 0 }),
    g.op1(opType, [x([2, 3, 4])], { keepdims: 0 }),
    g.op1(opType, [x([2, 3, 4])]),
    g.op1(opType, [x([2, 3])], { noop_with_empty_axes: 1 }),
  ];
const pool =
  (opType: string): ShapeCase =>
  (g, x) => [
    g.op1(opType, [x([1, 2, 7, 8])], { kernel_shape: [3, 2], strides: [2, 2] }),
    g.op1(opType, [x([1, 2, 7, 8])], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1], ceil_mode: 1 }),
    g.op1(opType, [x([1, 2, 7, 8])], { kernel_shape: [3, 3], strides: [2, 3], auto_pad: 'SAME_UPPER' }),
    g.op1(opType, [x([1, 2, 7])], { kernel_shape: [3], strides: [3], ceil_mode: 1 }),
  ];
const argument =
  (opType: string): ShapeCase =>
  (g, x) => [g.op1(opType, [x([2, 3, 4])], { axis: -1 }), g.op1(opType, [x([2, 3, 4])], { axis: 1, keepdims: 0 })];
const losses =
  (opType: string, outputs: number): ShapeCase =>
  (g, x) =>
    ['mean', 'none'].flatMap((reduction) =>
      g.op(opType, [x([2, 6, 3]), x([2, 3], 'int64')], { reduction }, { outputs }),
    );
const like =
  (opType: string): ShapeCase =>
  (g, x) => [g.op1(opType, [x([2, 3])]), g.op1(opType, [x([2, 3])], { dtype: 11 })];
const vector = (g: GraphBuilder, n: number) => g.constant(null, fromNumbers('float32', [n], Array<number>(n).fill(1)));

/** Operators that need packed weights or whose results depend on the data; their rules have unit tests. */
export const withoutRuntimeCase = [
  ...['com.microsoft.GatherBlockQuantized', 'com.microsoft.MatMulNBits', 'DynamicQuantizeLinear', 'NonZero'],
] as const satisfies readonly Op[];

type Covered = Exclude<Op, (typeof withoutRuntimeCase)[number]>;

export const shapeCases: { readonly [K in Covered]: ShapeCase } = {
  ...{ Asinh: unary('Asinh'), Atanh: unary('Atanh'), Bernoulli: unary('Bernoulli'), Shrink: unary('Shrink') },
  ...{ Swish: unary('Swish'), Hardmax: unary('Hardmax') },
  Acosh: (g, x) => [g.op1('Acosh', [g.add(x([2, 3]), 1)])],
  ...{ Abs: unary('Abs'), Acos: unary('Acos'), Asin: unary('Asin'), Atan: unary('Atan'), Ceil: unary('Ceil') },
  ...{ Celu: unary('Celu'), Cos: unary('Cos'), Cosh: unary('Cosh'), Elu: unary('Elu'), Erf: unary('Erf') },
  ...{ Exp: unary('Exp'), Floor: unary('Floor'), HardSigmoid: unary('HardSigmoid'), HardSwish: unary('HardSwish') },
  ...{ Identity: unary('Identity'), IsInf: unary('IsInf'), IsNaN: unary('IsNaN'), LeakyRelu: unary('LeakyRelu') },
  ...{ Log: unary('Log'), Mish: unary('Mish'), Neg: unary('Neg', 'int64'), Not: unary('Not', 'bool') },
  ...{ Reciprocal: unary('Reciprocal'), Relu: unary('Relu'), Round: unary('Round'), Selu: unary('Selu') },
  ...{ Sigmoid: unary('Sigmoid'), Sign: unary('Sign'), Sin: unary('Sin'), Sinh: unary('Sinh') },
  ...{ Softplus: unary('Softplus'), Softsign: unary('Softsign'), Sqrt: unary('Sqrt'), Tan: unary('Tan') },
  ...{ Tanh: unary('Tanh'), ThresholdedRelu: unary('ThresholdedRelu') },
  Gelu: (g, x) => [g.gelu(x([2, 3])), g.gelu(x([2, 3]), 'tanh')],

  ...{ Add: binary('Add'), Sub: binary('Sub'), Mul: binary('Mul', 'int64'), Div: binary('Div'), Pow: binary('Pow') },
  ...{ Max: binary('Max'), Min: binary('Min'), Mean: binary('Mean'), Sum: binary('Sum'), Equal: binary('Equal') },
  ...{ Greater: binary('Greater'), GreaterOrEqual: binary('GreaterOrEqual'), Less: binary('Less') },
  ...{
    LessOrEqual: binary('LessOrEqual'),
    And: binary('And', 'bool'),
    Or: binary('Or', 'bool'),
    Xor: binary('Xor', 'bool'),
  },
  ...{ BitwiseAnd: binary('BitwiseAnd', 'int32'), BitwiseOr: binary('BitwiseOr', 'int32') },
  BitwiseNot: unary('BitwiseNot', 'int32'),
  BitwiseXor: binary('BitwiseXor', 'int32'),
  BitShift: (g, x) => [g.op1('BitShift', [x([2, 3], 'uint8'), x([1, 3], 'uint8')], { direction: 'LEFT' })],
  Mod: (g, x) => [g.op1('Mod', [x([2, 3]), x([3])], { fmod: 1 })],
  PRelu: (g, x) => [g.op1('PRelu', [x([2, 3]), x([3])])],
  Where: (g, x) => [g.where(x([2, 1], 'bool'), x([3]), x([1, 2, 3])), g.where(x([], 'bool'), x([3], 'int64'), 2)],
  Cast: (g, x) => [g.cast(x([2, 3]), 'int64'), g.cast(x([2]), 'bool'), g.cast(x([2], 'int64'), 'float64')],
  CastLike: (g, x) => [g.op1('CastLike', [x([2, 3]), x([], 'int32')])],
  Clip: (g, x) => [g.clip(x([2, 3]), 0, 1), g.clip(x([2, 3]), null, 1)],
  Dropout: (g, x) => g.op('Dropout', [x([2, 3])], {}, { outputs: 2 }),

  MatMul: (g, x) => [
    g.matMul(x([2, 3]), x([3, 4])),
    g.matMul(x([5, 1, 2, 3]), x([6, 3, 4])),
    g.matMul(x([3]), x([3, 4])),
    g.matMul(x([2, 3]), x([3])),
    g.matMul(x([3]), x([3])),
    g.matMul(x([7, 2, 3]), x([3])),
  ],
  Gemm: (g, x) => [
    g.gemm(x([2, 3]), x([3, 4])),
    g.gemm(x([3, 2]), x([4, 3]), x([4]), { transA: 1, transB: 1, alpha: 0.5, beta: 2 }),
  ],
  Einsum: (g, x) => [
    g.op1('Einsum', [x([2, 3]), x([3, 4])], { equation: 'ij,jk->ik' }),
    g.op1('Einsum', [x([2, 3, 4]), x([2, 4, 5])], { equation: 'bij, bjk -> bik' }),
    g.op1('Einsum', [x([5, 2, 3]), x([3, 4])], { equation: '...ij,jk->...ik' }),
    g.op1('Einsum', [x([2, 3])], { equation: 'ji' }),
  ],
  'com.microsoft.FusedMatMul': (g, x) => [
    g.op1('FusedMatMul', [x([4, 3, 2]), x([4, 3, 5])], { transA: 1, alpha: 0.5 }, { domain: 'com.microsoft' }),
    g.op1('FusedMatMul', [x([4, 2, 3]), x([5, 3])], { transB: 1 }, { domain: 'com.microsoft' }),
  ],

  Concat: (g, x) => [g.concat([x([2, 3]), x([2, 0]), x([2, 5])], -1), g.concat([x([1, 3]), x([2, 3])], 0)],
  DepthToSpace: (g, x) => [g.op1('DepthToSpace', [x([1, 8, 2, 3])], { blocksize: 2 })],
  SpaceToDepth: (g, x) => [g.op1('SpaceToDepth', [x([1, 2, 4, 6])], { blocksize: 2 })],
  Expand: (g, x) => [g.expand(x([3, 1]), [2, 1, 6]), g.expand(x([3, 4]), [1, 4]), g.expand(x([]), [2])],
  Flatten: (g, x) => [
    ...[0, 1, 2, 3, -1].map((axis) => g.op1('Flatten', [x([2, 3, 4])], { axis })),
    g.op1('Flatten', [x([2, 3, 4])]),
  ],
  Pad: (g, x) => [
    g.pad(x([2, 3]), [0, 1, 2, 3]),
    g.pad(x([4, 4]), [-1, 0, -1, 1]),
    g.op1('Pad', [x([2, 3, 4]), g.ints([1, 2]), g.scalar(0), g.ints([-1])]),
    g.op1('Pad', [x([2, 3]), g.ints([0, 1, 0, 1])], { mode: 'reflect' }),
  ],
  Reshape: (g, x) => [
    g.reshape(x([2, 3, 4]), [0, -1]),
    g.reshape(x([2, 3, 4]), [4, 0, 2]),
    g.reshape(x([2, 3]), [-1]),
    g.reshape(x([1]), []),
    g.op1('Reshape', [x([0, 3]), g.ints([3, 0])], { allowzero: 1 }),
  ],
  Resize: (g, x) => [
    g.op1('Resize', [x([1, 2, 3, 4]), null, vectorOf(g, [1, 1, 2, 1.5])], { mode: 'nearest' }),
    g.op1('Resize', [x([1, 2, 3, 4]), null, null, g.ints([1, 2, 5, 6])], { mode: 'linear' }),
  ],
  Slice: (g, x) => [
    g.slice(x([5, 6]), 1, 1, 4),
    g.slice(x([5, 6]), 0, -3, Infinity),
    g.slice(x([5, 6]), 0, 3, 1),
    g.slice(x([5, 6]), -1, 5, -Infinity, -2),
    g.slice(x([5, 6]), 1, -1, -100, -1),
    g.slice(x([5, 6]), 1, -100, 100, 4),
    g.op1('Slice', [x([5, 6, 7]), g.ints([1, 2]), g.ints([-1, 100]), g.ints([2, 0]), g.ints([2, 1])]),
    g.op1('Slice', [x([5, 6]), g.ints([1, 1]), g.ints([2, 3])]),
  ],
  Split: (g, x) => [
    ...g.split(x([2, 6]), 1, [1, 2, 3]),
    ...g.op('Split', [x([7])], { axis: 0, num_outputs: 3 }, { outputs: 3 }),
    ...g.op('Split', [x([6, 2])], { num_outputs: 2 }, { outputs: 2 }),
  ],
  Squeeze: (g, x) => [g.squeeze(x([1, 3, 1]), [-1]), g.op1('Squeeze', [x([1, 3, 1])])],
  Tile: (g, x) => [g.op1('Tile', [x([2, 3]), g.ints([2, 1])])],
  Transpose: (g, x) => [g.transpose(x([2, 3, 4]), [2, 0, 1]), g.op1('Transpose', [x([2, 3, 4])])],
  Trilu: (g, x) => [g.op1('Trilu', [x([2, 3, 4])], { upper: 0 })],
  Unsqueeze: (g, x) => [g.unsqueeze(x([2, 3]), [0, -1]), g.unsqueeze(x([2]), [1, 0])],

  Gather: (g, x) => [
    g.gather(x([4, 3]), g.constant(null, fromNumbers('int64', [2, 2], [0, 1, 2, -1]))),
    g.gather(x([4, 3]), [2, 0], 1),
    g.gather(x([4, 3]), 1, -1),
  ],
  GatherElements: (g, x) => [
    g.op1('GatherElements', [x([4, 3]), g.constant(null, fromNumbers('int64', [2, 3], [0, 1, 2, 3, 0, 1]))], {
      axis: 0,
    }),
  ],
  GatherND: (g, x) => [
    g.op1('GatherND', [x([4, 3, 2]), g.constant(null, fromNumbers('int64', [2, 2], [0, 1, 3, 2]))]),
    g.op1('GatherND', [x([2, 3, 2]), g.constant(null, fromNumbers('int64', [2, 1], [0, 2]))], { batch_dims: 1 }),
  ],
  OneHot: (g, x) => [
    ...[-1, 0].map((axis) =>
      g.op1('OneHot', [g.cast(x([2, 3], 'bool'), 'int64'), g.ints([5]), vectorOf(g, [0, 1])], { axis }),
    ),
  ],
  ScatterElements: (g, x) => [
    g.op1('ScatterElements', [x([4, 3]), g.constant(null, fromNumbers('int64', [1, 3], [0, 1, 2])), x([1, 3])], {
      reduction: 'add',
    }),
  ],
  ScatterND: (g, x) => [
    g.op1('ScatterND', [x([4, 3]), g.constant(null, fromNumbers('int64', [2, 1], [0, 2])), x([2, 3])], {
      reduction: 'add',
    }),
  ],
  TopK: (g, x) => g.op('TopK', [x([4, 6]), g.ints([2])], {}, { outputs: 2 }),

  Constant: (g) => [
    g.identity(g.op1('Constant', [], { value_floats: [1, 2, 3] })),
    g.identity(g.op1('Constant', [], { value_int: 3 })),
  ],
  ConstantOfShape: (g, x) => [
    g.op1('ConstantOfShape', [g.shape(x([2, 3]))]),
    g.op1('ConstantOfShape', [g.ints([40, 50])]),
  ],
  EyeLike: (g, x) => [g.op1('EyeLike', [x([2, 3])])],
  RandomNormalLike: like('RandomNormalLike'),
  RandomUniformLike: like('RandomUniformLike'),
  Range: (g) => [
    ...[
      [0, 2000, 1],
      [5, -1500, -1],
      [0, 2000.5, 1.5],
    ].map(([a = 0, b = 0, c = 0]) => g.op1('Range', [g.scalar(a), g.scalar(b), g.scalar(c)])),
  ],
  Shape: (g, x) => [g.identity(g.shape(x([2, 3]))), g.identity(g.op1('Shape', [x([2, 3, 4])], { start: -2 }))],
  Size: (g, x) => [g.identity(g.op1('Size', [x([2, 3])]))],

  ...{ ArgMax: argument('ArgMax'), ArgMin: argument('ArgMin') },
  ...{ NegativeLogLikelihoodLoss: losses('NegativeLogLikelihoodLoss', 1) },
  ...{ SoftmaxCrossEntropyLoss: losses('SoftmaxCrossEntropyLoss', 2) },
  CumSum: (g, x) => [g.op1('CumSum', [x([2, 3]), g.scalar(1, 'int64')])],
  Softmax: (g, x) => [g.softmax(x([2, 3])), g.softmax(x([2, 3]), 0)],
  LogSoftmax: (g, x) => [g.logSoftmax(x([2, 3]))],
  ...{ ReduceL1: reduce('ReduceL1'), ReduceL2: reduce('ReduceL2'), ReduceLogSum: reduce('ReduceLogSum') },
  ...{ ReduceLogSumExp: reduce('ReduceLogSumExp'), ReduceMax: reduce('ReduceMax'), ReduceMean: reduce('ReduceMean') },
  ...{ ReduceMin: reduce('ReduceMin'), ReduceProd: reduce('ReduceProd'), ReduceSum: reduce('ReduceSum') },
  ReduceSumSquare: reduce('ReduceSumSquare'),

  BatchNormalization: (g, x) => [
    g.op1('BatchNormalization', [x([2, 3, 4]), vector(g, 3), vector(g, 3), vector(g, 3), vector(g, 3)]),
  ],
  GroupNormalization: (g, x) => [
    g.op1('GroupNormalization', [x([2, 4, 3]), vector(g, 2), vector(g, 2)], { num_groups: 2 }),
  ],
  InstanceNormalization: (g, x) => [g.op1('InstanceNormalization', [x([2, 3, 4]), vector(g, 3), vector(g, 3)])],
  LayerNormalization: (g, x) => [
    ...g.op('LayerNormalization', [x([2, 3, 4]), vector(g, 4), vector(g, 4)], { axis: -1 }, { outputs: 3 }),
    g.layerNormalization(x([2, 4]), vector(g, 4), null),
  ],
  LpNormalization: (g, x) => [g.op1('LpNormalization', [x([2, 3])], { axis: -1, p: 2 })],
  MeanVarianceNormalization: (g, x) => [
    g.op1('MeanVarianceNormalization', [x([2, 3, 4, 5])]),
    g.op1('MeanVarianceNormalization', [x([2, 3, 4])], { axes: [0, -1] }),
  ],
  RMSNormalization: (g, x) => [g.op1('RMSNormalization', [x([2, 4]), vector(g, 4)], { axis: -1, epsilon: 1e-6 })],
  SimplifiedLayerNormalization: (g, x) =>
    g.op('SimplifiedLayerNormalization', [x([2, 3, 4]), vector(g, 4)], { axis: -1, epsilon: 1e-6 }, { outputs: 2 }),
  'com.microsoft.SkipLayerNormalization': (g, x) =>
    skipNormalization('SkipLayerNormalization', [x([2, 3, 4]), x([2, 3, 4]), vector(g, 4), vector(g, 4)], g),
  'com.microsoft.SkipSimplifiedLayerNormalization': (g, x) =>
    skipNormalization('SkipSimplifiedLayerNormalization', [x([2, 3, 4]), x([2, 3, 4]), vector(g, 4)], g),

  Conv: (g, x) => [
    g.conv(x([2, 3, 8, 9]), x([4, 3, 3, 3]), vector(g, 4), { strides: [2, 2], pads: [1, 1, 1, 1] }),
    g.conv(x([1, 4, 8, 9]), x([4, 1, 3, 2]), null, { group: 4, dilations: [2, 1], pads: [0, 1, 2, 0] }),
    g.conv(x([1, 2, 9]), x([5, 2, 3]), null, { strides: [3] }),
    g.op1('Conv', [x([1, 3, 7, 8]), x([4, 3, 3, 3])], { auto_pad: 'SAME_LOWER', strides: [2, 2] }),
  ],
  ConvTranspose: (g, x) => [
    g.convTranspose(x([1, 3, 4, 5]), x([3, 2, 3, 3]), null, {
      strides: [2, 2],
      pads: [1, 1, 1, 1],
      output_padding: [1, 0],
    }),
    g.convTranspose(x([1, 4, 4, 5]), x([4, 2, 3, 2]), null, { group: 2, dilations: [2, 1] }),
  ],
  ...{ AveragePool: pool('AveragePool'), MaxPool: pool('MaxPool') },
  GlobalAveragePool: (g, x) => [g.op1('GlobalAveragePool', [x([2, 3, 4, 5])])],
  GlobalLpPool: (g, x) => [g.op1('GlobalLpPool', [x([2, 3, 4, 5])])],
  LpPool: (g, x) => [g.op1('LpPool', [x([1, 2, 7, 8])], { kernel_shape: [2, 3], strides: [2, 2], pads: [1, 0, 0, 1] })],
  GlobalMaxPool: (g, x) => [g.op1('GlobalMaxPool', [x([2, 3, 4, 5])])],

  QuantizeLinear: (g, x) => [g.op1('QuantizeLinear', [x([2, 3]), g.scalar(0.1), g.scalar(0, 'int8')])],
  DequantizeLinear: (g, x) => [g.op1('DequantizeLinear', [x([2, 3], 'uint8'), g.scalar(0.1)])],
  ConvInteger: (g, x) => [
    g.op1('ConvInteger', [x([1, 2, 6, 7], 'uint8'), x([3, 2, 3, 3], 'uint8')], { strides: [2, 1], pads: [1, 0, 1, 0] }),
  ],
  MatMulInteger: (g, x) => [g.op1('MatMulInteger', [x([2, 3], 'uint8'), x([3, 4], 'uint8')])],

  Attention: (g, x) => [
    ...g.op(
      'Attention',
      [x([2, 4, 3, 8]), x([2, 2, 5, 8]), x([2, 2, 5, 6]), null, x([2, 2, 1, 8]), x([2, 2, 1, 6])],
      {},
      { outputs: 4 },
    ),
    g.op1('Attention', [x([2, 3, 16]), x([2, 5, 8]), x([2, 5, 12])], { q_num_heads: 4, kv_num_heads: 2 }),
  ],
  RotaryEmbedding: (g, x) => [
    g.op1('RotaryEmbedding', [x([2, 4, 3, 8]), x([2, 3, 4]), x([2, 3, 4])]),
    g.op1('RotaryEmbedding', [x([2, 3, 16]), x([2, 3, 4]), x([2, 3, 4])], { num_heads: 2 }),
  ],

  'com.microsoft.BiasGelu': (g, x) => [g.op1('BiasGelu', [x([2, 3]), x([3])], {}, { domain: 'com.microsoft' })],
  'com.microsoft.FastGelu': (g, x) => [g.op1('FastGelu', [x([2, 3])], {}, { domain: 'com.microsoft' })],
  'com.microsoft.Gelu': (g, x) => [g.op1('Gelu', [x([2, 3])], {}, { domain: 'com.microsoft' })],
  'com.microsoft.QuickGelu': (g, x) => [g.op1('QuickGelu', [x([2, 3])], { alpha: 1.702 }, { domain: 'com.microsoft' })],
  'com.microsoft.GroupQueryAttention': (g, x) => {
    const lengths = [
      g.constant(null, fromNumbers('int32', [2], [4, 4])),
      g.constant(null, fromNumbers('int32', [], [5])),
    ];
    const attributes = { num_heads: 4, kv_num_heads: 2 };
    const options = { domain: 'com.microsoft', outputs: 3 };
    return [
      ...g.op(
        'GroupQueryAttention',
        [x([2, 5, 32]), x([2, 5, 16]), x([2, 5, 16]), null, null, ...lengths],
        attributes,
        options,
      ),
      ...g.op('GroupQueryAttention', [x([2, 5, 64]), null, null, null, null, ...lengths], attributes, options),
      ...g.op(
        'GroupQueryAttention',
        [x([2, 1, 64]), null, null, x([2, 2, 4, 8]), x([2, 2, 4, 8]), ...lengths],
        attributes,
        options,
      ),
    ];
  },
  'com.microsoft.Attention': (g, x) => [
    ...g.op(
      'Attention',
      [x([2, 3, 8]), x([8, 24]), x([24]), null, x([2, 2, 2, 1, 4])],
      { num_heads: 2 },
      { domain: 'com.microsoft', outputs: 2 },
    ),
    g.op1(
      'Attention',
      [x([2, 3, 8]), x([8, 22]), x([22])],
      { num_heads: 2, qkv_hidden_sizes: [8, 8, 6] },
      { domain: 'com.microsoft' },
    ),
  ],
  'com.microsoft.DynamicQuantizeMatMul': (g, x) => [
    g.op1('DynamicQuantizeMatMul', [x([2, 3, 8]), x([8, 4], 'uint8'), g.scalar(0.1)], {}, { domain: 'com.microsoft' }),
  ],
  'com.microsoft.MatMulIntegerToFloat': (g, x) => [
    g.op1(
      'MatMulIntegerToFloat',
      [x([2, 3, 8], 'uint8'), x([8, 4], 'uint8'), g.scalar(0.1), g.scalar(0.2)],
      {},
      { domain: 'com.microsoft' },
    ),
  ],
  'com.microsoft.MultiHeadAttention': (g, x) => [
    ...g.op(
      'MultiHeadAttention',
      [x([2, 3, 8]), x([2, 5, 8]), x([2, 5, 8]), null, null, null, x([2, 2, 1, 4]), x([2, 2, 1, 4])],
      { num_heads: 2 },
      { domain: 'com.microsoft', outputs: 3 },
    ),
    g.op1(
      'MultiHeadAttention',
      [x([2, 3, 8]), x([2, 2, 5, 4]), x([2, 2, 5, 4])],
      { num_heads: 2 },
      { domain: 'com.microsoft' },
    ),
    g.op1(
      'MultiHeadAttention',
      [x([2, 3, 8]), x([2, 5, 8]), x([2, 5, 8])],
      { num_heads: 2 },
      { domain: 'com.microsoft' },
    ),
  ],
  'com.microsoft.RotaryEmbedding': (g, x) => [
    g.op1(
      'RotaryEmbedding',
      [x([1, 3, 16]), g.constant(null, fromNumbers('int64', [1, 3], [0, 1, 2])), x([8, 4]), x([8, 4])],
      { num_heads: 2, rotary_embedding_dim: 0 },
      { domain: 'com.microsoft' },
    ),
  ],
};

function vectorOf(g: GraphBuilder, values: readonly number[]): Value {
  return g.constant(null, fromNumbers('float32', [values.length], values));
}

function skipNormalization(opType: string, inputs: readonly Value[], g: GraphBuilder): readonly Value[] {
  const outputNames = [`${opType}/y`, null, null, `${opType}/sum`];
  const outputs = g.op(opType, inputs, { epsilon: 1e-6 }, { domain: 'com.microsoft', outputNames });
  return [outputs[0], outputs[3]].filter((value) => value !== undefined);
}
