/** Which failures of an upload are no reason to give up. */
import { isPassing, ProblemError } from '@palimpsest/client';

/** The server knows the upload no more: it has expired, or was thrown away. */
export class UploadGoneError extends Error {
  override readonly name = 'UploadGoneError';
}

/**
 * Whether asking where to go on may help. After a conflict it does: bytes have arrived that their sender was not told
 * of. A server that is not ready and does not say when to come again has no storage, which no waiting changes.
 */
export function mayPass(error: unknown): boolean {
  if (error instanceof UploadGoneError) return true;
  if (!(error instanceof ProblemError)) return isPassing(error);
  if (error.kind === 'not-ready') return error.retryAfterMs !== null;
  return error.kind === 'conflict' || isPassing(error);
}
