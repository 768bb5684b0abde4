/**
 * The one PNG file of a picture: 8-bit RGB, filter 0, stored (uncompressed) deflate blocks, no other chunks.
 * Compressors differ between versions and machines, this does not, so the SHA-256 of a generated picture is
 * the SHA-256 of a file anybody can open and check (PNG 3rd edition §5, RFC 1950, RFC 1951 §3.2.4).
 */
import { createHash } from 'node:crypto';
import type { RgbImage } from './rgb-image.js';

const storedBlock = 65_535;

/** SHA-256 of {@link canonicalPng} in lower-case hex. */
export function imageDigest(image: RgbImage): string {
  return createHash('sha256').update(canonicalPng(image)).digest('hex');
}

export function canonicalPng(image: RgbImage): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB, deflate, adaptive filters, not interlaced
  return concatenate([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', storedZlib(scanlines(image))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Each row behind a zero byte: filter type "none". */
function scanlines({ width, height, data }: RgbImage): Uint8Array {
  const stride = 3 * width;
  const lines = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) lines.set(data.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return lines;
}

/** A zlib stream that compresses nothing: header, stored blocks, Adler-32. */
function storedZlib(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let start = 0; start < bytes.length; start += storedBlock) {
    const block = bytes.subarray(start, start + storedBlock);
    const last = start + storedBlock >= bytes.length ? 1 : 0;
    const size = block.length;
    parts.push(Uint8Array.of(last, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255), block);
  }
  return concatenate([...parts, bigEndian(adler32(bytes))]);
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = concatenate([new TextEncoder().encode(type), body]);
  return concatenate([bigEndian(body.length), named, bigEndian(crc32(named))]);
}

/** a = 1 + Σ bytes, b = Σ a, both mod 65521; sums of 3,800 bytes stay exact. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let start = 0; start < bytes.length; start += 3_800) {
    for (const byte of bytes.subarray(start, start + 3_800)) {
      a += byte;
      b += a;
    }
    a %= 65_521;
    b %= 65_521;
  }
  return ((b << 16) | a) >>> 0;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function bigEndian(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
