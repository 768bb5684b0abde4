/**
 * Writes protobuf's wire format as a list of chunks. Large byte fields are put in the list by reference, never
 * copied: encoding inline weights costs no second copy of them.
 */
const utf8 = new TextEncoder();
const byReference = 4096;

export class WireWriter {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  #buffer = new Uint8Array(256);
  #used = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  tag(field: number, wire: number): void {
    this.varint(field * 8 + wire);
  }

  /** Negative numbers take ten bytes, as int64 does. */
  varint(value: number | bigint): void {
    let rest = typeof value === 'number' && value >= 0 ? value : BigInt.asUintN(64, BigInt(value));
    while (typeof rest === 'bigint') {
      if (rest < 9007199254740992n) rest = Number(rest);
      else {
        this.#byte(Number(rest & 127n) | 128);
        rest >>= 7n;
      }
    }
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#byte((rest % 128) | 128);
    this.#byte(rest);
  }

  float(value: number): void {
    const at = this.#room(4);
    new DataView(this.#buffer.buffer, this.#buffer.byteOffset).setFloat32(at, value, true);
  }

  double(value: number): void {
    const at = this.#room(8);
    new DataView(this.#buffer.buffer, this.#buffer.byteOffset).setFloat64(at, value, true);
  }

  text(field: number, value: string): void {
    this.bytes(field, utf8.encode(value));
  }

  bytes(field: number, value: Uint8Array): void {
    this.tag(field, 2);
    this.varint(value.length);
    this.raw(value);
  }

  /** Bytes as they are, tag and length included by the caller. */
  raw(value: Uint8Array): void {
    if (value.length >= byReference) {
      this.#flush();
      this.#chunks.push(value);
      this.#length += value.length;
    } else {
      const at = this.#room(value.length); // may replace the buffer
      this.#buffer.set(value, at);
    }
  }

  /** A length-delimited field whose body `write` produces. */
  nested(field: number, write: (writer: WireWriter) => void): void {
    const inner = new WireWriter();
    write(inner);
    this.tag(field, 2);
    this.varint(inner.length);
    for (const chunk of inner.chunks()) this.raw(chunk);
  }

  chunks(): readonly Uint8Array[] {
    this.#flush();
    return this.#chunks;
  }

  #byte(value: number): void {
    const at = this.#room(1); // may replace the buffer
    this.#buffer[at] = value;
  }

  /** Offset in the buffer where `length` bytes may be written. */
  #room(length: number): number {
    if (this.#used + length > this.#buffer.length) {
      const size = Math.max(length, Math.min(2 * this.#buffer.length, 65536));
      this.#flush();
      this.#buffer = new Uint8Array(size);
    }
    const at = this.#used;
    this.#used += length;
    this.#length += length;
    return at;
  }

  #flush(): void {
    if (this.#used === 0) return;
    this.#chunks.push(this.#buffer.subarray(0, this.#used));
    this.#buffer = this.#buffer.subarray(this.#used);
    this.#used = 0;
    if (this.#buffer.length < 64) this.#buffer = new Uint8Array(256);
  }
}
