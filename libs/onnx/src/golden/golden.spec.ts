/** Files made by the Python `onnx` package (make-golden.py): what is in them, and that nothing of it is lost. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toNumbers, type Tensor } from '@palimpsest/tensor';
import { decodeModel } from '../format/decode.js';
import { encodeModel } from '../format/encode.js';
import { defaultLimits } from '../format/limits.js';
import { readConstant } from '../format/read-constant.js';
import { decodeTensor } from '../format/tensor-proto.js';
import { isExternal } from '../graph/graph.js';
import { formatType } from '../graph/value.js';
import { importGraph } from '../import/import-graph.js';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const bytesOf = (name: string) => new Uint8Array(readFileSync(path(name)));

describe.each(['dynamic-attention.onnx', 'stored-tensors.onnx', 'external.onnx'])('%s', (name) => {
  it('is the same after reading and writing', () => {
    const model = decodeModel(bytesOf(name));
    const written = encodeModel(model);
    expect(decodeModel(written)).toEqual(model);
    expect(written.length).toBe(bytesOf(name).length);
    expect(model.producerName).toBe('golden');
    expect(model.metadata).toContainEqual({ key: 'made', value: 'by onnx' });
  });
});

describe('stored-tensors.onnx', () => {
  it('holds each way to store a tensor', () => {
    const { graph } = decodeModel(bytesOf('stored-tensors.onnx'));
    const tensors: Readonly<Record<string, Tensor>> = Object.fromEntries(
      (graph?.initializers ?? []).map((proto) => [proto.name ?? '', decodeTensor(proto, defaultLimits)]),
    );
    const numbers = (name: string) => toNumbers(tensors[name]!);
    expect(tensors['raw_float']?.dims).toEqual([1, 2]);
    expect(numbers('raw_float')).toEqual([1.5, -2]);
    expect(numbers('typed_float')).toEqual([0.5, 3]);
    expect(numbers('typed_double')).toEqual([0.1, 3]);
    expect(tensors['typed_int64']?.data).toEqual(BigInt64Array.of(-1n, 2n ** 62n, -(2n ** 63n)));
    expect(tensors['typed_uint64']?.data).toEqual(BigUint64Array.of(2n ** 64n - 1n));
    expect(numbers('typed_int8')).toEqual([-128, 127]);
    expect(numbers('typed_bool')).toEqual([1, 0]);
    expect(numbers('typed_half')).toEqual([1.5, -65504]);
    expect(tensors['typed_string']?.data).toEqual(['grün', '']);
    expect(numbers('typed_int4')).toEqual([-8, 7, 1]);
    expect(numbers('typed_bool_scalar')).toEqual([1]);
  });
});

describe('dynamic-attention.onnx', () => {
  it('is typed with symbols, and its shape arithmetic is known', () => {
    const graph = importGraph(path('dynamic-attention.onnx'));
    expect(graph.inputs.map(formatType)).toEqual(['float32[batch, sequence, 8]']);
    expect(graph.outputs.map(formatType)).toEqual(['float32[batch, 2, sequence, 4]', 'bool[sequence, sequence]']);
  });

  it('is static once its dims are given', () => {
    const graph = importGraph(path('dynamic-attention.onnx'), { dims: { batch: 3, sequence: 5 } });
    expect(graph.outputs.map(formatType)).toEqual(['float32[3, 2, 5, 4]', 'bool[5, 5]']);
    expect(graph.nodes.map(({ opType }) => opType)).not.toContain('Shape');
  });
});

describe('external.onnx', () => {
  it('leaves its weights on disk, where they can be read', () => {
    const graph = importGraph(path('external.onnx'));
    const weight = graph.constants.find(({ value }) => value.name === 'weight')!;
    expect(isExternal(weight) && weight.external).toMatchObject({ file: path('external.onnx_data'), length: 1024 });
    const values = toNumbers(readConstant(weight));
    expect(values).toHaveLength(256);
    // numpy.random.default_rng(7).normal(size=(8, 32))
    expect(values.slice(0, 2)).toEqual([expect.closeTo(0.00123, 5), expect.closeTo(0.29875, 5)]);
    expect(Math.abs(values.reduce((sum, x) => sum + x) / 256)).toBeLessThan(0.2);
  });
});
