/** SHA-256, of bytes and of values: the identity of everything in an audit. */
import { createHash, createHmac } from 'node:crypto';
import { canonicalJson } from '@palimpsest/contracts';

/** Lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The digest of a value's canonical JSON. @throws CanonicalJsonError for values JSON cannot say */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/**
 * The name under which a subject appears outside the engine: a keyed hash, the data set's digest being the
 * key. It hides the id from readers of a report; whoever holds the data set can compute it, which is how a
 * data subject's own request is answered.
 */
export function pseudonymOf(datasetDigest: string, subject: string): string {
  return `S-${createHmac('sha256', datasetDigest).update(subject).digest('hex').slice(0, 12)}`;
}
