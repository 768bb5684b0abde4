/**
 * An interrupted attack as bytes: a length-prefixed JSON header, then the float32 tensors it names. Numbers
 * survive exactly, so a resumed run ends with the same bytes as an uninterrupted one.
 */
import type { Curve } from '@palimpsest/contracts';
import { AttackInputError } from './attack-input-error.js';

export interface AttackState {
  /** Steps done. */
  readonly step: number;
  readonly delta: Float32Array;
  /** The update rule's tensors, by name. */
  readonly moments: Readonly<Record<string, Float32Array>>;
  /** The δ that would be returned now, and the loss it was chosen by. */
  readonly best: { readonly delta: Float32Array; readonly loss: number; readonly step: number } | null;
  readonly curves: readonly Curve[];
}

interface Header {
  readonly format: 'palimpsest.sua/1';
  /** Settings the state belongs to. */
  readonly settings: string;
  readonly step: number;
  readonly best: { readonly loss: number; readonly step: number } | null;
  readonly curves: readonly Curve[];
  readonly tensors: readonly { readonly name: string; readonly length: number }[];
}

/** @param settings text that must be equal when the state is read again */
export function encodeAttackState(state: AttackState, settings: string): Uint8Array {
  const tensors = Object.entries({
    delta: state.delta,
    ...(state.best ? { best: state.best.delta } : {}),
    ...prefixed(state.moments),
  });
  const header: Header = {
    format: 'palimpsest.sua/1',
    settings,
    step: state.step,
    best: state.best && { loss: state.best.loss, step: state.best.step },
    curves: state.curves,
    tensors: tensors.map(([name, data]) => ({ name, length: data.length })),
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, ...tensors.map(([, data]) => bytesOf(data))]);
}

/** @throws AttackInputError when the bytes are cut short or belong to other settings */
export function decodeAttackState(bytes: Uint8Array, settings: string): AttackState {
  const buffer = Buffer.from(bytes);
  const header = readHeader(buffer);
  if (header.settings !== settings) throw damaged('belongs to other settings');
  let offset = 4 + buffer.readUInt32LE(0);
  const tensors = new Map<string, Float32Array>();
  for (const { name, length } of header.tensors) {
    if (offset + 4 * length > buffer.length) throw damaged('is cut short');
    tensors.set(name, new Float32Array(Uint8Array.from(buffer.subarray(offset, offset + 4 * length)).buffer));
    offset += 4 * length;
  }
  const delta = tensors.get('delta');
  const best = tensors.get('best');
  if (!delta || (header.best && !best)) throw damaged('lacks a tensor');
  const moments = [...tensors].filter(([name]) => name.startsWith(momentPrefix));
  return {
    step: header.step,
    delta,
    moments: Object.fromEntries(moments.map(([name, data]) => [name.slice(momentPrefix.length), data])),
    best: header.best && best ? { ...header.best, delta: best } : null,
    curves: header.curves,
  };
}

const momentPrefix = 'moment/';

function prefixed(moments: AttackState['moments']): Record<string, Float32Array> {
  return Object.fromEntries(Object.entries(moments).map(([name, data]) => [momentPrefix + name, data]));
}

function readHeader(buffer: Buffer): Header {
  try {
    const header = JSON.parse(buffer.toString('utf8', 4, 4 + buffer.readUInt32LE(0))) as Header;
    if (header.format === 'palimpsest.sua/1') return header;
  } catch {
    throw damaged('cannot be read');
  }
  throw damaged('is of another format');
}

function bytesOf(data: Float32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function damaged(how: string): AttackInputError {
  return new AttackInputError(`the saved state ${how}`, 'Delete the saved state of this unit; it will start again.');
}
