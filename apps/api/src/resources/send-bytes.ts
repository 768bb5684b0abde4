/** Bytes that never change, whole or in one range (RFC 9110 §14). */
import { ProblemError } from '../http/problem-error.js';
import type { ApiRequest, ApiResponse } from '../http/request.js';

/** @param digest of the bytes: their entity tag */
export function sendBytes(request: ApiRequest, response: ApiResponse, bytes: Uint8Array, digest: string): void {
  response.set({
    'accept-ranges': 'bytes',
    etag: `"${digest}"`,
    'cache-control': 'private, no-store',
    'content-disposition': 'attachment',
  });
  response.type('application/octet-stream');
  const ranges = request.headers.range === undefined ? undefined : request.range(bytes.byteLength);
  if (ranges === -1) {
    const headers = { 'content-range': `bytes */${bytes.byteLength}` };
    throw new ProblemError('range-not-satisfiable', `There are ${bytes.byteLength} bytes.`, undefined, headers);
  }
  const [range] = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges : [];
  if (!range) {
    response.send(Buffer.from(bytes));
    return;
  }
  const { start, end } = range;
  response.status(206).set('content-range', `bytes ${start}-${end}/${bytes.byteLength}`);
  response.send(Buffer.from(bytes.subarray(start, end + 1)));
}
