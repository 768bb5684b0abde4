/** RFC 9110 section 14: which bytes of a blob a range names. Suffix ranges ("the last 500") are the caller's sum. */
import { RangeNotSatisfiableError } from './errors.js';
import type { ByteRange } from './storage.js';

/** @returns both ends included, the end within the blob. @throws RangeNotSatisfiableError */
export function bytesOf(range: ByteRange, bytes: number): Required<ByteRange> {
  const { start, end = bytes - 1 } = range;
  const isRange = Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start <= end;
  if (!isRange || start >= bytes) throw new RangeNotSatisfiableError(bytes, start, range.end);
  return { start, end: Math.min(end, bytes - 1) };
}
