/** What a server answered, as an error that says which request failed where, and what to look at. */
import { StorageError } from '../ports/errors.js';

interface Answer {
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const remedies: Record<string, string> = {
  NoSuchBucket: 'Create the bucket, or correct its name.',
  AccessDenied: 'Allow these credentials to read, write, list and delete in the bucket.',
  InvalidAccessKeyId: 'Correct the access key.',
  SignatureDoesNotMatch: 'Correct the secret key, and check the clock of this machine.',
  NotImplemented: 'Use a server that has this request.',
};

const statusOf = (error: unknown) => (error as Partial<Answer> | null)?.$metadata?.httpStatusCode;

/** The key is not there. A bucket that is not there is another matter. */
export const isMissing = (error: unknown): boolean =>
  statusOf(error) === 404 && (error as Answer).name !== 'NoSuchBucket';

/** Somebody else created it first (412). */
export const isTaken = (error: unknown): boolean => statusOf(error) === 412;

/** Somebody else is at it right now (409); the request may be sent again. */
export const isRaced = (error: unknown): boolean => statusOf(error) === 409;

/** The SDK's own error is not passed on as the cause: it carries the signed request. */
export function s3Error(error: unknown, request: string, place: string): StorageError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const remedy = remedies[name] ?? 'Check the endpoint, the network and the server’s own log.';
  return new StorageError(`S3 request ${request} to ${place} failed: ${name}, ${message}. ${remedy}`);
}
