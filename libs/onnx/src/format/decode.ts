/** Bytes → OnnxModel, driven by the schema. Raw data stays a view of the bytes. */
import { OnnxFormatError } from './format-error.js';
import { defaultLimits } from './limits.js';
import type { FormatLimits } from './limits.js';
import type { OnnxModel } from './model.js';
import { decodeArray, isArrayKind, joinArrays } from './packed-array.js';
import type { NumberArray } from './packed-array.js';
import { schema } from './schema.js';
import type { ArrayKind, Field, MessageName, ScalarKind } from './schema.js';
import { WireReader } from './wire-reader.js';
import type { WireType } from './wire-reader.js';

type Decoded = Record<string, unknown>;
type Lists = Map<string, { readonly kind: ArrayKind; readonly parts: NumberArray[] }>;

const byNumber = new Map(
  (Object.keys(schema) as MessageName[]).map((name) => [name, new Map(schema[name].map((f) => [f.number, f]))]),
);

/**
 * Decodes a model. Views into `bytes` are kept: do not change them afterwards.
 * Throws OnnxFormatError for truncated, oversized, too deep or self-contradicting input.
 */
export function decodeModel(bytes: Uint8Array, options: { readonly limits?: Partial<FormatLimits> } = {}): OnnxModel {
  const limits = { ...defaultLimits, ...options.limits };
  if (bytes.length > limits.fileBytes) {
    const problem = `the model has ${bytes.length} bytes, the limit is ${limits.fileBytes}`;
    throw new OnnxFormatError(problem, { field: 'model' }, 'keep weights in external data or raise limits.fileBytes');
  }
  const model = new Decoder(new WireReader(bytes), limits).message('Model', 0) as OnnxModel; // the schema names its fields
  if (model.graph === undefined) {
    throw new OnnxFormatError('there is no graph', { field: 'graph' }, 'this is not an ONNX model file');
  }
  return model;
}

class Decoder {
  #fields = 0;
  #integersLeft: number;

  constructor(
    readonly reader: WireReader,
    readonly limits: FormatLimits,
  ) {
    this.#integersLeft = limits.packedIntegers;
  }

  message(name: MessageName, depth: number): Decoded {
    const { reader } = this;
    if (depth > this.limits.depth) reader.fail(`messages are nested deeper than ${this.limits.depth}`);
    const result: Decoded = {};
    const lists: Lists = new Map();
    const fields = byNumber.get(name);
    while (reader.position < reader.end) {
      const start = reader.position;
      if (++this.#fields > this.limits.fields) reader.fail(`there are more than ${this.limits.fields} fields`);
      const tag = reader.tag();
      const field = fields?.get(tag.field);
      if (!field) this.#keepUnknown(result, tag.wire, start);
      else this.#field(result, lists, field, tag.wire, depth);
    }
    for (const [list, { kind, parts }] of lists) result[list] = joinArrays(parts, kind);
    return result;
  }

  #field(result: Decoded, lists: Lists, field: Field, wire: WireType, depth: number): void {
    const { kind, name } = field;
    const previous = result[name];
    const list = field.repeated ? ((previous as unknown[] | undefined) ?? []) : null;
    this.reader.path.push(list ? `${name}[${list.length}]` : name);
    if (isArrayKind(kind)) {
      const parts = lists.get(name) ?? { kind, parts: [] };
      const part = decodeArray(this.reader, kind, wire, this.#integersLeft);
      if (kind !== 'floats' && kind !== 'doubles') this.#integersLeft -= part.length;
      parts.parts.push(part);
      lists.set(name, parts);
    } else {
      if (!list && previous !== undefined) this.reader.fail('a field that may stand once stands twice');
      const value = typeof kind === 'string' ? this.#scalar(kind, wire, name) : this.#nested(kind.message, wire, depth);
      if (list) list.push(value);
      result[name] = list ?? value;
    }
    this.reader.path.pop();
  }

  #scalar(kind: ScalarKind, wire: WireType, name: string): unknown {
    const { reader } = this;
    const expected = { string: 2, bytes: 2, int32: 0, int64: 0, float: 5 }[kind];
    if (wire !== expected) reader.fail(`wire type ${wire} where ${expected} belongs`);
    switch (kind) {
      case 'string':
        return reader.text(isProse(name) ? Infinity : this.limits.nameBytes);
      case 'bytes':
        return reader.view();
      case 'int32':
        return Number(BigInt.asIntN(32, reader.uint64()));
      case 'int64':
        return reader.int64();
      case 'float':
        return reader.float();
    }
  }

  #nested(name: MessageName, wire: WireType, depth: number): Decoded {
    const { reader } = this;
    if (wire !== 2) reader.fail(`wire type ${wire} where 2 belongs`);
    const body = reader.view();
    const [outer, next] = [reader.end, reader.position];
    reader.position = next - body.length;
    reader.end = next;
    const result = this.message(name, depth + 1);
    reader.end = outer;
    return result;
  }

  #keepUnknown(result: Decoded, wire: WireType, start: number): void {
    this.reader.skip(wire);
    const unknown = (result['unknown'] as Uint8Array[] | undefined) ?? [];
    const { bytes, position } = this.reader;
    const before = unknown.at(-1);
    const follows = before && before.byteOffset - bytes.byteOffset + before.length === start;
    if (follows) unknown[unknown.length - 1] = bytes.subarray(start - before.length, position);
    else unknown.push(bytes.subarray(start, position));
    result['unknown'] = unknown;
  }
}

/** Text that may be of any length; all other strings are names. */
const isProse = (field: string): boolean => field === 'docString' || field === 'value';
