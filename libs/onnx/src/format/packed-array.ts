/** Repeated numbers, packed or one by one, as typed arrays. */
import type { ArrayKind, Field } from './schema.js';
import type { WireReader, WireType } from './wire-reader.js';
import type { WireWriter } from './wire-writer.js';

export type NumberArray = Float32Array | Float64Array | Int32Array | BigInt64Array | BigUint64Array;

export function isArrayKind(kind: Field['kind']): kind is ArrayKind {
  return typeof kind === 'string' && kind in itemWire;
}

/** Wire type of one item. */
const itemWire: { readonly [K in ArrayKind]: WireType } = { floats: 5, doubles: 1, int32s: 0, int64s: 0, uint64s: 0 };

/**
 * One occurrence of the field: all items when packed, else one.
 * @param most integers that a packed list may have
 */
export function decodeArray(reader: WireReader, kind: ArrayKind, wire: WireType, most: number): NumberArray {
  if (wire === itemWire[kind]) {
    const single = allocateItems(kind, 1);
    setItem(single, 0, reader, kind);
    return single;
  }
  if (wire !== 2) return reader.fail(`wire type ${wire} in a list of ${kind}`);
  const body = reader.view();
  const [outer, next] = [reader.end, reader.position];
  reader.position = next - body.length;
  reader.end = next;
  const array = allocateItems(kind, countItems(reader, kind, body, most));
  for (let i = 0; i < array.length; i++) setItem(array, i, reader, kind);
  if (reader.position !== next) reader.fail('a packed list ends inside an item');
  reader.end = outer;
  return array;
}

/** Fixed-width items by length, varints by the bytes that end one. */
function countItems(reader: WireReader, kind: ArrayKind, body: Uint8Array, most: number): number {
  if (kind === 'floats' || kind === 'doubles') {
    const width = kind === 'floats' ? 4 : 8;
    return body.length % width === 0 ? body.length / width : reader.fail(`${body.length} bytes are no list of ${kind}`);
  }
  let count = 0;
  for (const byte of body)
    if (byte < 128 && ++count > most) reader.fail('there are too many packed integers in the file');
  return count;
}

function allocateItems(kind: ArrayKind, length: number): NumberArray {
  if (kind === 'floats') return new Float32Array(length);
  if (kind === 'doubles') return new Float64Array(length);
  if (kind === 'int32s') return new Int32Array(length);
  return kind === 'int64s' ? new BigInt64Array(length) : new BigUint64Array(length);
}

function setItem(array: NumberArray, index: number, reader: WireReader, kind: ArrayKind): void {
  if (kind === 'floats') array[index] = reader.float();
  else if (kind === 'doubles') array[index] = reader.double();
  else if (kind === 'int32s') array[index] = Number(BigInt.asIntN(32, reader.uint64()));
  else array[index] = reader.uint64(); // the array takes it modulo 2^64
}

/** All occurrences of a field, one after the other. */
export function joinArrays(parts: readonly NumberArray[], kind: ArrayKind): NumberArray {
  if (parts.length === 1 && parts[0]) return parts[0];
  const joined = allocateItems(
    kind,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let offset = 0;
  for (const part of parts) {
    joined.set(part as never, offset); // all parts come from the same kind
    offset += part.length;
  }
  return joined;
}

export function encodeArray(writer: WireWriter, field: Field, kind: ArrayKind, array: NumberArray): void {
  if (!field.packed) {
    for (const item of array) {
      writer.tag(field.number, itemWire[kind]);
      encodeItem(writer, kind, item);
    }
  } else if (array.length > 0) {
    writer.nested(field.number, (inner) => {
      for (const item of array) encodeItem(inner, kind, item);
    });
  }
}

function encodeItem(writer: WireWriter, kind: ArrayKind, item: number | bigint): void {
  if (kind === 'floats') writer.float(Number(item));
  else if (kind === 'doubles') writer.double(Number(item));
  else writer.varint(BigInt(item));
}
