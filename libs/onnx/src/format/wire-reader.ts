/**
 * Protobuf's wire format, read without trusting it: every length is checked against the message it stands in,
 * every varint against ten bytes. https://protobuf.dev/programming-guides/encoding/
 */
import { OnnxFormatError } from './format-error.js';

/** 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes. */
export type WireType = 0 | 1 | 2 | 5;

const utf8 = new TextDecoder('utf-8', { fatal: true });

export class WireReader {
  position = 0;
  /** End of the message being read. */
  end: number;
  /** Fields entered, for messages: ['graph', 'nodes', …]. */
  readonly path: string[] = [];
  readonly #view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.end = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  fail(problem: string, offset = this.position): never {
    const remedy = 'the file is damaged or no ONNX model; fetch or export it again';
    throw new OnnxFormatError(problem, { field: this.path.join('.') || 'model', offset }, remedy);
  }

  tag(): { readonly field: number; readonly wire: WireType } {
    const start = this.position;
    const tag = this.unsigned();
    const [field, wire] = [Math.floor(tag / 8), tag % 8];
    if (field === 0 || field > 536870911) this.fail(`field number ${field} does not exist`, start);
    if (wire !== 0 && wire !== 1 && wire !== 2 && wire !== 5) this.fail(`wire type ${wire} does not exist`, start);
    return { field, wire };
  }

  /** A varint as a number: tags and lengths. Fails beyond 2^53. */
  unsigned(): number {
    const start = this.position;
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.#byte(start);
      value += (byte & 127) * scale;
      if (byte < 128) return Number.isSafeInteger(value) ? value : this.fail('a varint is too large', start);
      scale *= 128;
    }
    return this.fail('a varint is too large', start);
  }

  /** A varint as a signed 64-bit integer. */
  int64(): bigint {
    return BigInt.asIntN(64, this.uint64());
  }

  uint64(): bigint {
    const start = this.position;
    let low = 0; // 28 bits
    let middle = 0; // 28 bits
    let high = 0; // 8 bits
    for (let i = 0; i < 10; i++) {
      const byte = this.#byte(start);
      const bits = byte & 127;
      if (i < 4) low += bits * 2 ** (7 * i);
      else if (i < 8) middle += bits * 2 ** (7 * (i - 4));
      else high += bits * 2 ** (7 * (i - 8));
      if (byte < 128) {
        if (high > 255) this.fail('a varint overflows 64 bits', start);
        return BigInt(low) + BigInt(middle) * 268435456n + (BigInt(high) << 56n);
      }
    }
    return this.fail('a varint is longer than ten bytes', start);
  }

  float(): number {
    return this.#view.getFloat32(this.#take(4), true);
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  /** A view of the next length-delimited field. */
  view(): Uint8Array {
    const start = this.position;
    const length = this.unsigned();
    if (length > this.end - this.position) {
      this.fail(
        `a length of ${length} bytes runs past the end of its message (${this.end - this.position} left)`,
        start,
      );
    }
    return this.bytes.subarray(this.position, (this.position += length));
  }

  text(longest = Infinity): string {
    const start = this.position;
    const view = this.view();
    if (view.length > longest) this.fail(`a name of ${view.length} bytes is longer than ${longest}`, start);
    try {
      return utf8.decode(view);
    } catch {
      return this.fail('a string is not UTF-8', start);
    }
  }

  skip(wire: WireType): void {
    if (wire === 0) this.uint64();
    else if (wire === 1) this.#take(8);
    else if (wire === 5) this.#take(4);
    else this.view();
  }

  #byte(start: number): number {
    if (this.position >= this.end) this.fail('a varint runs past the end of its message', start);
    return this.bytes[this.position++] ?? 0;
  }

  #take(length: number): number {
    const start = this.position;
    if (length > this.end - start) this.fail(`${length} bytes run past the end of their message`);
    this.position += length;
    return start;
  }
}
