/** Which failures may be tried again. What the server may have done already is not asked for twice. */
import { ProblemError, UnexpectedAnswerError, UnreachableError } from '../errors.js';
import type { Operation } from '../generated/operations.js';

/** Whether the same request may be sent once more after this. */
export function mayRetry({ method, idempotencyKey }: Operation, error: unknown): boolean {
  if (error instanceof ProblemError && error.status === 429) return true; // turned away unread
  const isRepeatable = method !== 'POST' || idempotencyKey;
  return isRepeatable && isPassing(error);
}

const passing = new Set([429, 502, 503, 504]);

/** Failures that pass by themselves, or may: a part that is not ready is taken for one that starts. */
export function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  if (!(error instanceof ProblemError || error instanceof UnexpectedAnswerError)) return false;
  // A conflict with a time to wait: the first of two equal requests is still being worked on.
  return passing.has(error.status) || (error.status === 409 && error.retryAfterMs !== null);
}

/** @param retried how often so far */
export function waitBefore(error: unknown, retried: number, backoffMs: number): number {
  const asked = (error as { readonly retryAfterMs?: number | null }).retryAfterMs;
  return asked ?? Math.min(longestBackoffMs, backoffMs * 2 ** retried);
}

const longestBackoffMs = 10_000;
