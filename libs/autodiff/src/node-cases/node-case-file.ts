/** Reads the node tests of the ONNX standard that golden/make-node-cases.py wrote. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { decodeModel, operatorKey, type OnnxModel } from '@palimpsest/onnx';
import { tensorFromBytes, type DataType, type Tensor } from '@palimpsest/tensor';

export interface NodeCase {
  readonly name: string;
  /** The operator that the case is about; cases of a function body carry the operator that it defines. */
  readonly op: string;
  /** All operators of the graph. */
  readonly operators: readonly string[];
  readonly model: OnnxModel;
  readonly inputs: Readonly<Record<string, Tensor>>;
  /** What the standard's reference computes. */
  readonly outputs: Readonly<Record<string, Tensor>>;
}

interface StoredTensor {
  readonly name: string;
  readonly dtype: DataType;
  readonly dims: readonly number[];
  readonly at: number;
  readonly length: number;
}

interface Index {
  readonly onnx: string;
  readonly versions: Readonly<Record<string, readonly number[]>>;
  readonly cases: readonly {
    readonly name: string;
    readonly model: readonly [at: number, length: number];
    readonly inputs: readonly StoredTensor[];
    readonly outputs: readonly StoredTensor[];
  }[];
  readonly leftOut: Readonly<Record<string, readonly string[]>>;
}

export interface NodeCases {
  /** Version of the onnx package. */
  readonly version: string;
  readonly cases: readonly NodeCase[];
  /** Operator → the ai.onnx versions in which it came or changed. */
  readonly versions: Index['versions'];
  /** Reason → names of cases that are not in the file. */
  readonly leftOut: Index['leftOut'];
}

export function readNodeCases(): NodeCases {
  const content = gunzipSync(readFileSync(new URL('../../golden/node-cases.bin.gz', import.meta.url)));
  const start = 4 + content.readUInt32LE(0);
  const index = JSON.parse(content.toString('utf8', 4, start)) as Index;
  const part = (at: number, length: number) => Uint8Array.from(content.subarray(start + at, start + at + length)); // copied: views may be misaligned
  const tensors = (stored: readonly StoredTensor[]) =>
    Object.fromEntries(
      stored.map(({ name, dtype, dims, at, length }) => [name, tensorFromBytes(dtype, dims, part(at, length))]),
    );
  const cases = index.cases.map(({ name, model: [at, length], inputs, outputs }) => {
    const model = stampedForRuntime(decodeModel(part(at, length)));
    const operators = (model.graph?.nodes ?? []).map(({ opType = '', domain = '' }) => operatorKey(opType, domain));
    return { name, operators, model, inputs: tensors(inputs), outputs: tensors(outputs) };
  });
  const subjects = new Map(cases.map(({ name, operators }) => [name, operators[0] ?? '']));
  const subjectOf = (name: string) => subjects.get(name.replace(/_expanded(_ver\d+)?$/, '')) ?? '';
  return {
    version: index.onnx,
    versions: index.versions,
    leftOut: index.leftOut,
    cases: cases.map((test) => ({ ...test, op: subjectOf(test.name) || (test.operators[0] ?? '') })),
  };
}

/** The newest versions that the runtime takes; an operator whose form changed since is refused by it, and exempt. */
const newest = { opset: 26n, ir: 13n } as const;

function stampedForRuntime(model: OnnxModel): OnnxModel {
  const least = (version: bigint | undefined, limit: bigint) =>
    version === undefined || version > limit ? limit : version;
  return {
    ...model,
    irVersion: least(model.irVersion, newest.ir),
    opsetImports: (model.opsetImports ?? []).map((entry) => ({
      ...entry,
      version: least(entry.version, newest.opset),
    })),
  };
}
