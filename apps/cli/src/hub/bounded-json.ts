/**
 * A `fetch` for JSON answers of a hub that is not trusted: no endless answer, no endless chain of pages, and none that
 * stops in the middle and never goes on.
 */
import type { AskHub } from './hub-connection.js';
import { HubError } from './hub-error.js';

const mostBytes = 32 * 1024 ** 2;
const mostAnswers = 1000;
const longestMs = 60_000;

/** @param check throws for an answer that is none */
export function boundedJson(
  ask: AskHub,
  signal: AbortSignal,
  check: (response: Response) => Promise<Response>,
): typeof fetch {
  let answers = 0;
  return async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    if (++answers > mostAnswers) throw new HubError(`${new URL(url).host} lists files without end`);
    const late = AbortSignal.timeout(longestMs);
    try {
      const headers = { accept: 'application/json' };
      const response = await check(await ask(url, { headers, signal: AbortSignal.any([signal, late]) }));
      return new Response(await bounded(response, url), { headers: response.headers });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof HubError) throw error;
      const { host } = new URL(url);
      throw new HubError(`${host} broke off, or took too long to answer`, { passes: true, cause: error });
    }
  };
}

async function bounded({ body }: Response, url: string): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new HubError(`${new URL(url).host} answers with more than ${mostBytes} bytes`);
    chunks.push(new Uint8Array(chunk));
  }
  return new Blob(chunks);
}
