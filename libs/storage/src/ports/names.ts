/** Digests and upload ids become paths and keys: nothing else than these two shapes ever gets that far. */
import { InvalidNameError } from './errors.js';

const digest = /^[0-9a-f]{64}$/;
const uploadId = /^[0-9a-f]{48}$/;

export const isDigest = (text: string): boolean => digest.test(text);
export const isUploadId = (text: string): boolean => uploadId.test(text);

/** @throws InvalidNameError unless it is the SHA-256 of something */
export function checkDigest(text: string): string {
  if (!isDigest(text)) throw new InvalidNameError('digest', '64 lower-case hexadecimal digits');
  return text;
}
