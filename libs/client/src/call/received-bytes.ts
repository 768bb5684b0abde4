/** Bytes of an answer, counted while they come. */
import type { CallOptions } from '../methods.js';

/** @param broken what a connection that broke is told as; what the listener throws stays what it is */
export async function receivedBytes(
  response: Response,
  onBytes: CallOptions['onBytes'],
  broken: (error: unknown) => Error,
): Promise<Uint8Array> {
  const total = lengthOf(response);
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of chunksOf(response, broken)) {
    chunks.push(chunk);
    received += chunk.length;
    onBytes?.(received, total);
  }
  return joined(chunks, received);
}

async function* chunksOf({ body }: Response, broken: (error: unknown) => Error): AsyncGenerator<Uint8Array, void> {
  if (!body) return;
  const reader = body.getReader();
  const next = () =>
    reader.read().catch((error: unknown) => {
      throw broken(error);
    });
  try {
    for (let part = await next(); !part.done; part = await next()) yield part.value;
  } finally {
    await reader.cancel().catch(() => {}); // of one that broke there is nothing left to cancel
  }
}

function lengthOf({ headers }: Response): number | null {
  const length = headers.get('content-length');
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
