/** Old forms of operators: what is imported computes what the runtime makes of the file as it is. */
import { openSession } from '@palimpsest/runtime';
import { fromNumbers, Rng, type Tensor } from '@palimpsest/tensor';
import { describe, expect, it } from 'vitest';
import { codeOfDataType } from '../format/data-type-code.js';
import { encodeModel } from '../format/encode.js';
import type { AttributeProto, OnnxModel, ValueInfoProto } from '../format/model.js';
import { encodeTensor } from '../format/tensor-proto.js';
import { importGraph } from './import-graph.js';

type Attributes = Readonly<Record<string, number | string | readonly number[]>>;

interface OldNode {
  readonly opset: number;
  readonly opType: string;
  readonly x: readonly number[];
  readonly attributes?: Attributes;
  /** Inputs after the first, which files of that time kept as initializers. */
  readonly constants?: readonly Tensor[];
}

const floats: ReadonlySet<string> = new Set(['min', 'max', 'value', 'ratio', 'alpha', 'beta', 'epsilon', 'scales']);

function attribute([name, value]: readonly [string, Attributes[string]]): AttributeProto {
  if (typeof value === 'string') return { name, type: 3, string: new TextEncoder().encode(value) };
  if (typeof value === 'number')
    return floats.has(name) ? { name, type: 1, float: value } : { name, type: 2, int: BigInt(value) };
  return floats.has(name)
    ? { name, type: 6, floats: Float32Array.from(value) }
    : { name, type: 7, ints: BigInt64Array.from(value, BigInt) };
}

const info = (name: string, dims: readonly number[] | null): ValueInfoProto => ({
  name,
  type: {
    tensor: {
      elementType: codeOfDataType('float32'),
      ...(dims && { shape: { dims: dims.map((dim) => ({ value: BigInt(dim) })) } }),
    },
  },
});

function modelOf({ opset, opType, x, attributes = {}, constants = [] }: OldNode): OnnxModel {
  const inputs = ['x', ...constants.map((_, at) => `constant ${at}`)];
  return {
    irVersion: 4n,
    opsetImports: [{ domain: '', version: BigInt(opset) }],
    graph: {
      name: 'old',
      inputs: [info('x', x)],
      outputs: [info('y', null)],
      initializers: constants.map((data, at) => encodeTensor(`constant ${at}`, data)),
      nodes: [
        {
          opType,
          inputs,
          outputs: opType === 'TopK' ? ['y', 'places'] : ['y'],
          attributes: Object.entries(attributes).map(attribute),
        },
      ],
    },
  };
}

const vector = (...values: readonly number[]) => fromNumbers('float32', [values.length], values);
const ints = (...values: readonly number[]) => fromNumbers('int64', [values.length], values);

const oldNodes: readonly OldNode[] = [
  { opset: 7, opType: 'Clip', x: [2, 3], attributes: { min: -0.5, max: 0.5 } },
  { opset: 10, opType: 'Clip', x: [2, 3], attributes: { max: 0.5 } },
  { opset: 7, opType: 'Pad', x: [2, 3], attributes: { pads: [0, 1, 2, 3], value: 0.5 } },
  { opset: 10, opType: 'Pad', x: [2, 3], attributes: { pads: [0, 1, 1, 0], mode: 'reflect' } },
  { opset: 7, opType: 'Slice', x: [5, 6], attributes: { starts: [1, -3], ends: [4, 100] } },
  { opset: 9, opType: 'Slice', x: [5, 6], attributes: { starts: [2], ends: [-1], axes: [1] } },
  { opset: 7, opType: 'TopK', x: [3, 6], attributes: { k: 2 } },
  { opset: 7, opType: 'Upsample', x: [1, 2, 3, 4], attributes: { mode: 'nearest', scales: [1, 1, 2, 3] } },
  { opset: 7, opType: 'Upsample', x: [1, 2, 3, 4], attributes: { mode: 'linear', scales: [1, 1, 2, 2] } },
  { opset: 9, opType: 'Upsample', x: [1, 2, 3, 4], constants: [vector(1, 1, 2, 1.5)] },
  { opset: 10, opType: 'Resize', x: [1, 2, 3, 4], constants: [vector(1, 1, 2, 2)] },
  { opset: 10, opType: 'Resize', x: [1, 2, 4, 4], attributes: { mode: 'linear' }, constants: [vector(1, 1, 0.5, 1.5)] },
  { opset: 7, opType: 'Dropout', x: [2, 3], attributes: { ratio: 0.3 } },
  { opset: 10, opType: 'Dropout', x: [2, 3], attributes: { ratio: 0.3 } },
  {
    opset: 9,
    opType: 'Scatter',
    x: [3, 3],
    attributes: { axis: 1 },
    constants: [fromNumbers('int64', [1, 2], [2, 0]), fromNumbers('float32', [1, 2], [5, 6])],
  },
  { opset: 7, opType: 'Squeeze', x: [1, 3, 1], attributes: { axes: [2] } },
  { opset: 7, opType: 'Unsqueeze', x: [3], attributes: { axes: [0, 2] } },
  { opset: 7, opType: 'Split', x: [6, 2], attributes: { axis: 0, split: [6] } },
  { opset: 7, opType: 'Softmax', x: [3, 4] },
  { opset: 11, opType: 'LogSoftmax', x: [2, 3, 4], attributes: { axis: 2 } },
  { opset: 7, opType: 'ReduceSum', x: [2, 3, 4], attributes: { axes: [1], keepdims: 0 } },
  { opset: 12, opType: 'ReduceSum', x: [2, 3, 4], attributes: { axes: [-1] } },
  { opset: 7, opType: 'ReduceMean', x: [2, 3, 4], attributes: { axes: [2, 1] } },
  { opset: 17, opType: 'ReduceL2', x: [2, 3, 4] },
  {
    opset: 7,
    opType: 'BatchNormalization',
    x: [2, 3, 4],
    constants: [vector(1, 2, 3), vector(0, 1, 2), vector(0.5, 0, 1), vector(1, 2, 1)],
  },
  {
    opset: 9,
    opType: 'BatchNormalization',
    x: [2, 3, 4],
    attributes: { epsilon: 0.01 },
    constants: [vector(1, 2, 3), vector(0, 1, 2), vector(0.5, 0, 1), vector(1, 2, 1)],
  },
  {
    opset: 7,
    opType: 'Gemm',
    x: [2, 3],
    attributes: { alpha: 0.5, transB: 1 },
    constants: [fromNumbers('float32', [2, 3], [1, 2, 3, 4, 5, 6]), vector(1, 2)],
  },
  {
    opset: 7,
    opType: 'AveragePool',
    x: [1, 2, 6, 6],
    attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [2, 2] },
  },
  { opset: 8, opType: 'MaxPool', x: [1, 2, 6, 6], attributes: { kernel_shape: [2, 2], auto_pad: 'SAME_UPPER' } },
  { opset: 8, opType: 'Expand', x: [3, 1], constants: [ints(2, 3, 4)] },
  {
    opset: 18,
    opType: 'GroupNormalization',
    x: [2, 4, 3],
    attributes: { num_groups: 2 },
    constants: [vector(1, 2), vector(0.5, 1)],
  },
  {
    opset: 21,
    opType: 'GroupNormalization',
    x: [2, 4, 3],
    attributes: { num_groups: 2 },
    constants: [vector(1, 2, 3, 4), vector(0.5, 1, 0, 2)],
  },
];

async function run(source: Parameters<typeof openSession>[0], x: Tensor) {
  const session = await openSession(source);
  try {
    return (await session.run({ x }))['y'];
  } finally {
    await session.close();
  }
}

describe('files of older opsets', () => {
  it.each(
    oldNodes.map((node) => [`${node.opType}-${node.opset} ${JSON.stringify(node.attributes ?? {})}`, node] as const),
  )('mean what they meant: %s', async (_, node) => {
    const rng = new Rng('old nodes');
    const count = node.x.reduce((product, dim) => product * dim, 1);
    const x = fromNumbers(
      'float32',
      node.x,
      Array.from({ length: count }, () => 2 * rng.uniform() - 1),
    );
    const model = modelOf(node);
    const own = await run({ graph: importGraph(model) }, x);
    const expected = await run({ bytes: encodeModel(model) }, x);
    expect(own?.dims).toEqual(expected?.dims);
    Array.from(own?.data as Float32Array).forEach((value, at) =>
      expect(value).toBeCloseTo(Number(expected?.data[at]), 5),
    );
  });

  it.each([
    [{ opset: 11, opType: 'Softmax', x: [2, 3, 4] }, 'flattens several axes; export with opset 13 or newer'],
    [
      { opset: 10, opType: 'Resize', x: [1, 1, 4, 4], constants: [vector(1, 1, 0.5, 0.5)] },
      'shrinks to the nearest element',
    ],
    [{ opset: 27, opType: 'Relu', x: [2] }, 'ai.onnx 27 is newer than 26'],
  ] as const)('are refused where nothing of today says the same: %o', (node, message) => {
    expect(() => importGraph(modelOf(node))).toThrow(message);
  });
});
