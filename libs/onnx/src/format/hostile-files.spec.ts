/** Files that must not be trusted: each kind has its one error, and no bytes at all lead to anything else. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '@palimpsest/tensor';
import { GraphError } from '../graph/graph-error.js';
import { importGraph } from '../import/import-graph.js';
import { decodeModel } from './decode.js';
import { encodeModel } from './encode.js';
import { OnnxFormatError } from './format-error.js';
import type { FormatLimits } from './limits.js';
import type { OnnxModel, TensorProto } from './model.js';
import { findNonFiniteWeights } from './non-finite-weights.js';

const golden = (name: string) => fileURLToPath(new URL(`../golden/${name}`, import.meta.url));

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  mkdirSync(join(folder, 'model'));
  path = join(folder, 'model', 'external.onnx');
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  copyFileSync(golden('external.onnx'), path);
  copyFileSync(golden('external.onnx_data'), join(folder, 'model', 'external.onnx_data'));
});

function edit(change: (model: OnnxModel) => OnnxModel): void {
  writeFileSync(path, encodeModel(change(decodeModel(readFileSync(path)))));
}
const editTensors = (change: (tensor: TensorProto) => TensorProto) =>
  edit((model) => ({
    ...model,
    graph: { ...model.graph, initializers: model.graph?.initializers?.map(change) ?? [] },
  }));
const place = (changes: Readonly<Record<string, string>>) =>
  editTensors(({ externalData = [], ...tensor }) => {
    const kept = externalData.filter(({ key = '' }) => !(key in changes));
    return { ...tensor, externalData: [...kept, ...Object.entries(changes).map(([key, value]) => ({ key, value }))] };
  });
const dims = (...sizes: bigint[]) => editTensors((tensor) => ({ ...tensor, dims: BigInt64Array.from(sizes) }));
const cut = (share: number) => truncateSync(path, Math.floor(readFileSync(path).length * share));

describe('importGraph', () => {
  it('reads the file that all of these damage', () => expect(importGraph(path).nodes).toHaveLength(1));

  it.each<[string, () => void, string]>([
    ['cut in the middle', () => cut(0.5), 'external.onnx'],
    ['nothing', () => cut(0), 'there is no graph'],
    ['text', () => writeFileSync(path, 'hello, this is no model'), 'external.onnx'],
    ['a location with ..', () => place({ location: '../external.onnx_data' }), 'not inside the model'],
    ['an absolute location', () => place({ location: golden('external.onnx_data') }), 'not inside the model'],
    ['a location with a drive', () => place({ location: 'C:\\weights' }), 'not inside the model'],
    ['an empty location', () => place({ location: '' }), 'not inside the model'],
    ['a folder as data', () => place({ location: '.' }), 'not inside the model'],
    ['a missing data file', () => rmSync(join(folder, 'model', 'external.onnx_data')), 'is missing'],
    ['a data file cut short', () => truncateSync(join(folder, 'model', 'external.onnx_data'), 100), 'lie outside'],
    ['an offset beyond the file', () => place({ offset: '999999' }), 'lie outside external.onnx_data'],
    ['a negative offset', () => place({ offset: '-4' }), 'offset -4 is no size'],
    ['a length of another tensor', () => place({ length: '8' }), 'length 8 where the dims need'],
    ['dims that overflow', () => dims(2n ** 40n, 2n ** 40n), 'are absurd'],
    ['negative dims', () => dims(-1n, 8n), 'are absurd'],
    [
      'an unknown data type',
      () => editTensors((tensor) => ({ ...tensor, dataType: 99 })),
      'data type 99 is not supported',
    ],
    ['no opset', () => edit((model) => ({ ...model, opsetImports: [] })), 'no version of ai.onnx is imported'],
    [
      'an old opset',
      () => edit((model) => ({ ...model, opsetImports: [{ version: 6n }] })),
      'ai.onnx 6 is older than 7',
    ],
    [
      'a cycle',
      () =>
        edit((model) => ({ ...model, graph: { ...model.graph, nodes: [neg('a', 'b'), neg('b', 'a')], outputs: [] } })),
      'there is a cycle',
    ],
    [
      'a value made twice',
      () => edit((model) => ({ ...model, graph: { ...model.graph, nodes: [neg('x', 'y'), neg('x', 'y')] } })),
      'the value y is made twice',
    ],
    [
      'an output of another shape than claimed',
      () =>
        edit((model) => ({
          ...model,
          graph: {
            ...model.graph,
            outputs: (model.graph?.outputs ?? []).map(({ name = '' }) => ({
              name,
              type: { tensor: { elementType: 1, shape: { dims: [{ value: 7n }] } } },
            })),
          },
        })),
      'claims [7] and is float32[',
    ],
    [
      'a value made by nothing',
      () => edit((model) => ({ ...model, graph: { ...model.graph, nodes: [neg('ghost', 'y')] } })),
      'the input ghost is made by nothing',
    ],
  ])('refuses %s with the file, the place and a remedy', (_, damage, message) => {
    damage();
    const error = thrown(() => importGraph(path));
    expect(error).toBeInstanceOf(OnnxFormatError);
    expect(error?.message).toContain(message);
    expect(error?.message).toContain(path);
    expect((error as OnnxFormatError).remedy.length).toBeGreaterThan(10);
  });

  it('refuses a data file that is a link out of the folder', () => {
    rmSync(join(folder, 'model', 'external.onnx_data'));
    symlinkSync(golden('external.onnx_data'), join(folder, 'model', 'external.onnx_data'));
    expect(() => importGraph(path)).toThrow('not inside the model');
  });

  it.each<[keyof FormatLimits, number, string]>([
    ['fileBytes', 100, 'the limit is 100'],
    ['fields', 10, 'more than 10 fields'],
    ['depth', 1, 'nested deeper than 1'],

    ['nameBytes', 3, 'bytes is longer than 3'],
    ['tensorBytes', 64, 'more than the limit of 64'],
    ['rank', 1, '2 axes are more than 1'],
  ])('keeps to the limit of %s', (limit, value, message) => {
    expect(() => importGraph(path, { limits: { [limit]: value } })).toThrow(message);
  });

  it('refuses a result that could not exist, where it would be', () => {
    const enormous = (name: string) => ({
      dims: BigInt64Array.of(2n),
      dataType: 7,
      name,
      int64Data: BigInt64Array.of(2n ** 40n, 2n ** 40n),
    });
    edit((model) => {
      const fill = { opType: 'ConstantOfShape', inputs: ['sizes'], outputs: ['y'], name: 'fill' };
      return { ...model, graph: { ...model.graph, nodes: [fill], initializers: [enormous('sizes')] } };
    });
    expect(() => importGraph(path)).toThrow(/ConstantOfShape ‹fill› .*is too large to exist/);
  });

  it('answers whatever bytes with a graph or with an error of ours', async () => {
    const rng = new Rng('hostile');
    const originals = ['external.onnx', 'dynamic-attention.onnx', 'stored-tensors.onnx'].map((name) =>
      readFileSync(golden(name)),
    );
    const seen = new Set<string>();
    for (let round = 0; round < 300; round++) {
      const bytes = damaged(originals[round % originals.length]!, rng);
      try {
        await findNonFiniteWeights(importGraph(decodeModel(bytes), { folder: join(folder, 'model') }));
        seen.add('graph');
      } catch (error) {
        if (!(error instanceof OnnxFormatError || error instanceof GraphError)) throw error;
        seen.add(error.name);
      }
    }
    expect([...seen].sort()).toEqual(['GraphError', 'OnnxFormatError', 'graph']); // damage of every depth
  });
});

describe('encodeModel', () => {
  const texts = fc.string({ maxLength: 6 });
  const tensors = fc
    .array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1, maxLength: 4 })
    .map((items) => ({
      dims: BigInt64Array.of(BigInt(items.length)),
      dataType: 7,
      int64Data: BigInt64Array.from(items),
    }));
  const attributes = fc.oneof(
    fc.record({ name: texts, type: fc.constant(1), float: fc.float({ noNaN: true }) }),
    fc.record({ name: texts, type: fc.constant(2), int: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) }),
    fc.record({ name: texts, type: fc.constant(4), tensor: tensors }),
    fc.record({ name: texts, type: fc.constant(3), string: fc.uint8Array({ maxLength: 5 }) }),
  );
  const nodes = fc.record({
    opType: texts,
    inputs: fc.array(texts, { minLength: 1, maxLength: 3 }),
    outputs: fc.array(texts, { minLength: 1, maxLength: 2 }),
    attributes: fc.array(attributes, { minLength: 1, maxLength: 3 }),
  });
  const models = fc.record({
    irVersion: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
    graph: fc.record({
      name: texts,
      nodes: fc.array(nodes, { minLength: 1, maxLength: 4 }),
      initializers: fc.array(tensors, { minLength: 1, maxLength: 3 }),
    }),
    opsetImports: fc.constant([{ version: 20n }]),
  });

  it('writes what decodeModel reads', () => {
    const survives = (model: OnnxModel) => {
      expect(decodeModel(encodeModel(model))).toEqual(model);
    };
    fc.assert(fc.property(models, survives), { numRuns: 50 });
  });

  it('keeps fields that it does not know', () => {
    const unknown = Uint8Array.of(0xfa, 0x07, 0x03, 1, 2, 3); // field 127, three bytes
    const model = { irVersion: 10n, graph: { name: 'g' }, unknown: [unknown] };
    expect(decodeModel(encodeModel(model))).toEqual(model);
  });
});

const neg = (input: string, output: string) => ({ opType: 'Neg', inputs: [input], outputs: [output] });

function thrown(action: () => unknown): Error | null {
  try {
    action();
    return null;
  } catch (error) {
    return error as Error;
  }
}

/** A byte flipped, replaced, dropped or put in, here and there, or the end cut off. */
function damaged(original: Uint8Array, rng: Rng): Uint8Array {
  if (rng.integer(8) === 0) return original.subarray(0, rng.integer(original.length));
  let bytes = [...original];
  for (let times = 1 + rng.integer(3); times > 0; times--) {
    const at = rng.integer(bytes.length);
    const random = () => rng.integer(256);
    const edits = [[random()], [(bytes[at] ?? 0) ^ (1 << rng.integer(8))], [], [bytes[at] ?? 0, random(), random()]];
    bytes = [...bytes.slice(0, at), ...rng.pick(edits), ...bytes.slice(at + 1)];
  }
  return Uint8Array.from(bytes);
}
