/**
 * A stream of events that outlives its connections: when one breaks, falls silent or is closed by a proxy, the next
 * asks for what came after the last event. It is over when the server closes a connection and has nothing to say.
 */
import { attempt, unreachable } from '../call/attempt.js';
import { pause } from '../call/pause.js';
import { prepare, type Given, type Prepared } from '../call/request.js';
import { isPassing, waitBefore } from '../call/retries.js';
import { UnexpectedAnswerError } from '../errors.js';
import type { Operation } from '../generated/operations.js';
import type { StreamOptions } from '../methods.js';
import type { Settings } from '../options.js';
import { messagesIn } from './messages.js';
import { SilenceWatch } from './silence-watch.js';

/** Failures in a row, without an event between them, before a stream is given up: some five minutes. */
const patience = 30;

/** @throws ProblemError, UnexpectedAnswerError, UnreachableError; the signal's reason when the caller gave up */
export async function* openStream(
  operation: Operation,
  given: Given,
  { signal, after }: StreamOptions,
  settings: Settings,
): AsyncGenerator<unknown, void, void> {
  const request = prepare(operation, given, settings);
  let last = after === undefined ? null : String(after);
  for (let failed = 0; ;) {
    let heard = false;
    try {
      for await (const { id, data } of connection(request, last, signal, settings.silenceMs)) {
        heard = true;
        if (data === null) continue;
        failed = 0;
        last = id ?? last;
        yield JSON.parse(data) as unknown;
      }
      if (!heard) return;
    } catch (error) {
      if (signal?.aborted || !isPassing(error) || failed >= patience) throw error;
      await pause(waitBefore(error, failed, settings.backoffMs), signal);
      failed += 1;
    }
  }
}

async function* connection(request: Prepared, last: string | null, signal: AbortSignal | undefined, silenceMs: number) {
  const watch = new SilenceWatch(silenceMs, signal);
  const headers = { ...request.headers, ...(last === null ? {} : { 'last-event-id': last }) };
  try {
    const response = await attempt({ ...request, headers }, watch.signal).catch((error: unknown) => {
      throw watch.isSilent ? unreachable(request.url, error) : error;
    });
    if (!response.body || !/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')) {
      const message = `${new URL(request.url).host} answers with something else where a stream of events was expected.`;
      throw new UnexpectedAnswerError(response.status, message);
    }
    yield* messagesIn(watched(response.body, watch, request.url, signal));
  } finally {
    watch.close();
  }
}

/** Bytes as they come; a broken connection is told as one. */
async function* watched(
  body: ReadableStream<Uint8Array>,
  watch: SilenceWatch,
  url: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw signal?.aborted === true ? signal.reason : unreachable(url, error);
    });
    if (done) return;
    watch.heard();
    yield value;
  }
}
