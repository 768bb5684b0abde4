/** Streams for tests: long ones that cost nothing to make, and ones that break. */
import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';

const mebi = 1024 ** 2;

export const bytesOfText = (text: string): Uint8Array => new TextEncoder().encode(text);
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

// An async generator without awaits: what stores read is asynchronous.
// eslint-disable-next-line @typescript-eslint/require-await
export async function* streamOf(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield piece;
}

// eslint-disable-next-line @typescript-eslint/require-await
export async function* brokenAfter(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield piece;
  throw new Error('the connection was lost');
}

/** `mebibytes` MiB, each MiB its own; the same piece of memory over and over. */
// eslint-disable-next-line @typescript-eslint/require-await
export async function* longStream(mebibytes: number, seen: () => void = () => undefined): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(mebi / 4, 7);
  for (let quarter = 0; quarter < mebibytes * 4; quarter += 1) {
    piece.writeUInt32LE(quarter);
    yield piece;
    seen();
  }
}

export async function bytesOfStream(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** How many bytes of buffers are alive, garbage not counted. */
export function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect(); // the second waits for what the first gave back meanwhile
  return process.memoryUsage().arrayBuffers;
}
