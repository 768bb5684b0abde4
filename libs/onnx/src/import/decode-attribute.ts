/** AttributeProto → Attribute; null for kinds that only operators we do not know use. */
import { OnnxFormatError } from '../format/format-error.js';
import type { FormatLimits } from '../format/limits.js';
import type { AttributeProto } from '../format/model.js';
import { decodeTensor } from '../format/tensor-proto.js';
import type { Attribute } from '../graph/attribute.js';

export function decodeAttribute(proto: AttributeProto, where: string, limits: FormatLimits): Attribute | null {
  const { name = '', type = typeOf(proto) } = proto;
  const text = (bytes: Uint8Array) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return refuse('is not UTF-8');
    }
  };
  const refuse = (problem: string): never => {
    const field = `attribute ${name} of node ‹${where}›`;
    throw new OnnxFormatError(`the attribute ${problem}`, { field }, 'export the model again');
  };
  const integer = (value: bigint) => {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : refuse(`${value} is beyond 2^53`);
  };
  if (proto.referenceName) refuse(`refers to ${proto.referenceName} of a function outside any function`);
  switch (type) {
    case 1:
      return { kind: 'float', value: proto.float ?? 0 };
    case 2:
      return { kind: 'int', value: integer(proto.int ?? 0n) };
    case 3:
      return { kind: 'string', value: text(proto.string ?? new Uint8Array(0)) };
    case 4:
      return { kind: 'tensor', value: decodeTensor(proto.tensor ?? refuse('has no tensor'), limits, name) };
    case 6:
      return { kind: 'floats', value: Array.from(proto.floats ?? []) };
    case 7:
      return { kind: 'ints', value: Array.from(proto.ints ?? [], integer) };
    case 8:
      return { kind: 'strings', value: (proto.strings ?? []).map(text) };
    default:
      return null;
  }
}

/** Files of IR version 1 leave the type out. */
function typeOf(proto: AttributeProto): number {
  if (proto.float !== undefined) return 1;
  if (proto.int !== undefined) return 2;
  if (proto.string !== undefined) return 3;
  if (proto.tensor) return 4;
  if (proto.graph) return 5;
  if (proto.floats) return 6;
  return proto.ints ? 7 : 0;
}
