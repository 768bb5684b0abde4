/** A call: attempts until one is answered, each with its time limit. */
import { UnexpectedAnswerError, UnreachableError } from '../errors.js';
import type { Operation } from '../generated/operations.js';
import type { CallOptions } from '../methods.js';
import type { Settings } from '../options.js';
import { attempt, mediaTypeOf, unreachable } from './attempt.js';
import { pause } from './pause.js';
import { receivedBytes } from './received-bytes.js';
import { prepare, type Given, type Prepared } from './request.js';
import { mayRetry, waitBefore } from './retries.js';

/** @throws ProblemError, UnexpectedAnswerError, UnreachableError; the signal's reason when the caller gave up */
export async function call(
  operation: Operation,
  given: Given,
  { timeoutMs, ...options }: CallOptions,
  settings: Settings,
): Promise<unknown> {
  const { signal } = options;
  const request = prepare(operation, given, settings);
  for (let retried = 0; ; retried += 1) {
    try {
      return await answered(operation, request, options, timeoutMs ?? settings.timeoutMs);
    } catch (error) {
      if (signal?.aborted || retried >= settings.retries || !mayRetry(operation, error)) throw error;
      await pause(waitBefore(error, retried, settings.backoffMs), signal);
    }
  }
}

async function answered(operation: Operation, request: Prepared, { signal, onBytes }: CallOptions, timeoutMs: number) {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await attempt(request, signal ? AbortSignal.any([signal, timeout]) : timeout);
    return await read(operation, response, { url: request.url, onBytes });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (!timeout.aborted) throw error;
    const { host } = new URL(request.url);
    throw new UnreachableError(`${host} has not answered within ${timeoutMs / 1000} s.`, { cause: error });
  }
}

async function read(
  { gives }: Operation,
  response: Response,
  { url, onBytes }: { readonly url: string; readonly onBytes: CallOptions['onBytes'] },
): Promise<unknown> {
  const mediaType = mediaTypeOf(response);
  if (gives === 'json' && mediaType !== 'application/json') {
    const { host } = new URL(url);
    const message = `${host} answers with ${mediaType || 'nothing'} where JSON was expected; is it a Palimpsest server?`;
    throw new UnexpectedAnswerError(response.status, message);
  }
  // A connection that breaks in the middle of the answer.
  const broken = (error: unknown) => unreachable(url, error);
  if (gives === 'bytes') return receivedBytes(response, onBytes, broken);
  try {
    if (gives === 'json') return JSON.parse(await response.text()) as unknown;
    if (gives === 'text') return await response.text();
    await response.body?.cancel();
    return undefined;
  } catch (error) {
    throw broken(error);
  }
}
