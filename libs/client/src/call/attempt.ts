/** One request and its answer. Redirects are not followed: the key would go along to wherever they lead. */
import { ProblemError, UnexpectedAnswerError, UnreachableError } from '../errors.js';
import type { Problem } from '../generated/types.js';
import type { Prepared } from './request.js';

/** @throws ProblemError, UnexpectedAnswerError, UnreachableError; the signal's reason when the caller gave up */
export async function attempt({ url, ...request }: Prepared, signal: AbortSignal | undefined): Promise<Response> {
  const response = await fetch(url, { ...request, redirect: 'manual', ...(signal ? { signal } : {}) }).catch(
    (error: unknown) => {
      throw signal?.aborted === true ? signal.reason : unreachable(url, error);
    },
  );
  if (response.ok) return response;
  throw await refusal(response, url);
}

export function unreachable(url: string, error: unknown): UnreachableError {
  const cause = (error as { readonly cause?: { readonly code?: unknown } }).cause;
  const why = typeof cause?.code === 'string' ? ` (${cause.code})` : '';
  return new UnreachableError(`${new URL(url).host} cannot be reached${why}; check the address and the network.`, {
    cause: error,
  });
}

async function refusal(response: Response, url: string): Promise<Error> {
  const { host } = new URL(url);
  const location = response.headers.get('location');
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    const to = location === null ? '' : ` to ${JSON.stringify(location.slice(0, 200))}`;
    const message = `${host} redirects${to}, which is not followed: the API key would go along. Give the address it leads to.`;
    return new UnexpectedAnswerError(response.status, message);
  }
  const problem = mediaTypeOf(response) === 'application/problem+json' ? await problemIn(response) : null;
  const retryAfterMs = waitIn(response.headers.get('retry-after'));
  if (problem) return new ProblemError(problem, retryAfterMs);
  return new UnexpectedAnswerError(
    response.status,
    `${host} answers ${response.status} without saying why; is it a Palimpsest server, and is it well?`,
    retryAfterMs,
  );
}

const longestWaitMs = 60_000;

const waitIn = (seconds: string | null): number | null =>
  seconds !== null && /^\d{1,6}$/.test(seconds) ? Math.min(longestWaitMs, Number(seconds) * 1000) : null;

async function problemIn(response: Response): Promise<Problem | null> {
  const body: unknown = await response.json().catch(() => null);
  const problem = body as Partial<Problem> | null;
  return typeof problem?.detail === 'string' && typeof problem.type === 'string' ? (problem as Problem) : null;
}

export const mediaTypeOf = (response: Response): string =>
  (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
