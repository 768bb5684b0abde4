/** OnnxModel → bytes, driven by the schema. Fields are written in the schema's order, unknown ones last. */
import type { OnnxModel } from './model.js';
import { encodeArray, isArrayKind } from './packed-array.js';
import type { NumberArray } from './packed-array.js';
import { schema } from './schema.js';
import type { Field, MessageName } from './schema.js';
import { WireWriter } from './wire-writer.js';

type Fields = Readonly<Record<string, unknown>>;

/** One array; inline weights are copied once. Use `encodeModelChunks` for models with large inline weights. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const chunks = encodeModelChunks(model);
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** The same bytes as a list of chunks for `writev`; large raw data is not copied. */
export function encodeModelChunks(model: OnnxModel): readonly Uint8Array[] {
  const writer = new WireWriter();
  writeMessage(writer, 'Model', model as Fields);
  return writer.chunks();
}

function writeMessage(writer: WireWriter, name: MessageName, message: Fields): void {
  for (const field of schema[name]) {
    const value = message[field.name];
    if (value === undefined) continue;
    const items: readonly unknown[] = field.repeated ? (value as readonly unknown[]) : [value];
    for (const item of items) writeField(writer, field, item);
  }
  for (const bytes of (message['unknown'] as readonly Uint8Array[] | undefined) ?? []) writer.raw(bytes);
}

function writeField(writer: WireWriter, field: Field, value: unknown): void {
  const { kind, number } = field;
  if (typeof kind !== 'string') {
    writer.nested(number, (inner) => writeMessage(inner, kind.message, value as Fields));
  } else if (isArrayKind(kind)) {
    encodeArray(writer, field, kind, value as NumberArray);
  } else if (kind === 'string') {
    writer.text(number, value as string);
  } else if (kind === 'bytes') {
    writer.bytes(number, value as Uint8Array);
  } else if (kind === 'float') {
    writer.tag(number, 5);
    writer.float(value as number);
  } else {
    writer.tag(number, 0);
    writer.varint(value as number | bigint);
  }
}
