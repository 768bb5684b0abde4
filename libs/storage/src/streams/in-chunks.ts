/** A stream cut into buffers of one size; the last is shorter. One buffer is held at a time. */
export interface ChunkOptions {
  /** Bytes. */
  readonly size: number;
  /** Whether what arrived before the stream broke is given out before its error. */
  readonly whenBroken: 'keep' | 'drop';
}

export async function* inChunks(
  stream: AsyncIterable<Uint8Array>,
  { size, whenBroken }: ChunkOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  let chunk = Buffer.allocUnsafe(size);
  let filled = 0;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const piece of stream) {
      for (let from = 0; from < piece.byteLength;) {
        const taken = piece.subarray(from, from + size - filled);
        chunk.set(taken, filled);
        from += taken.byteLength;
        filled += taken.byteLength;
        if (filled < size) continue;
        yield chunk;
        chunk = Buffer.allocUnsafe(size);
        filled = 0;
      }
    }
  } catch (error) {
    if (whenBroken === 'drop') throw error;
    failure = { error };
  }
  if (filled > 0) yield chunk.subarray(0, filled);
  if (failure) throw failure.error;
}
