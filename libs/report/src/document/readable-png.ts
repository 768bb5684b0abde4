/**
 * Whether a PNG can be decoded to its last row (PNG, third edition, sections 5, 7 and 9). Who draws a report hands
 * pictures to libraries that crash on a broken one, or wait for it; a broken one is told from here on as unreadable.
 */
import { crc32, inflateSync } from 'node:zlib';

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
/** Samples a pixel, by colour type. */
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Passes of Adam7: first column, first row, step across, step down. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
/** Pixels; pictures of a report are small, and what unpacks to more is no picture of one. */
const MOST_PIXELS = 2 ** 26;

export function isReadablePng(bytes: Uint8Array): boolean {
  const parts = chunksOf(bytes);
  const [header] = parts ?? [];
  if (!parts || header?.type !== 'IHDR' || header.data.length !== 13 || parts.at(-1)?.type !== 'IEND') return false;
  const rows = rowLengths(header.data);
  const isIndexed = header.data[9] === 3;
  if (!rows || (isIndexed && !parts.some(({ type }) => type === 'PLTE'))) return false;
  const packed = Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  try {
    const length = rows.reduce((sum, row) => sum + row, 0);
    const unpacked = inflateSync(packed, { maxOutputLength: length + 1 });
    return unpacked.length === length && startsOf(rows).every((at) => (unpacked[at] ?? 255) <= LAST_FILTER);
  } catch {
    return false;
  }
}

/** Types of filter are numbered from 0. */
const LAST_FILTER = 4;

/** Where each row begins: with its type of filter. */
function startsOf(rows: readonly number[]): readonly number[] {
  let next = 0;
  return rows.map((row) => {
    const at = next;
    next += row;
    return at;
  });
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Null when one of them is cut off or does not fit its checksum. */
function chunksOf(bytes: Uint8Array): readonly Chunk[] | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!signature.every((byte, at) => all[at] === byte)) return null;
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < all.length && chunks.at(-1)?.type !== 'IEND';) {
    if (at + 12 > all.length) return null;
    const end = at + 8 + all.readUInt32BE(at);
    if (end + 4 > all.length || crc32(all.subarray(at + 4, end)) !== all.readUInt32BE(end)) return null;
    chunks.push({ type: all.toString('latin1', at + 4, at + 8), data: all.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

/** Bytes of each row, its type of filter with it; null for a header that no PNG has. */
function rowLengths(header: Buffer): readonly number[] | null {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, colourType = -1, , , interlace] = header.subarray(8);
  const samples = channels[colourType];
  if (samples === undefined || width * height < 1 || width * height > MOST_PIXELS) return null;
  const passes = interlace === 1 ? adam7 : ([[0, 0, 1, 1]] as const);
  return passes.flatMap(([x, y, across, down]) => {
    const columns = Math.ceil((width - x) / across);
    const rows = Math.ceil((height - y) / down);
    const bytes = 1 + Math.ceil((columns * samples * depth) / 8);
    return columns < 1 || rows < 1 ? [] : Array.from({ length: rows }, () => bytes);
  });
}
