/** Asks a time-stamping authority over HTTP: RFC 3161, section 3.4. Its answer is verified before anybody keeps it. */
import { randomBytes } from 'node:crypto';
import { timeStampRequest, TimeStampError, verifyTimeStamp } from '@palimpsest/evidence';
import { UsageError } from '../failure.js';

/** Tokens have a few kilobytes; a chain of certificates some more. */
const mostBytes = 256 * 1024;
const longestMs = 30_000;

/**
 * @param digest SHA-256, hex: all that the authority learns
 * @returns a TimeStampResp, DER
 * @throws UsageError when nothing that holds comes back
 */
export async function askAuthority(url: URL, digest: string, patienceMs = longestMs): Promise<Uint8Array> {
  const nonce = new Uint8Array(randomBytes(8));
  const failed = (problem: string, cause?: unknown) =>
    new UsageError(`${url.host} gave no time stamp: ${problem}. Try again, or go on without --timestamp`, { cause });
  let response: Uint8Array;
  try {
    response = await send(url, timeStampRequest(digest, nonce), AbortSignal.timeout(patienceMs));
  } catch (error) {
    if (error instanceof TimeStampError) throw failed(error.message);
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    throw failed(isLate ? `it took longer than ${patienceMs / 1000} s` : 'it cannot be reached', error);
  }
  await verifyTimeStamp(response, { digest, nonce, roots: [] }).catch((error: unknown) => {
    if (error instanceof TimeStampError) throw failed(error.message);
    throw error;
  });
  return response;
}

async function send(url: URL, query: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, {
    ...{ method: 'POST', redirect: 'manual', signal },
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: query as Uint8Array<ArrayBuffer>,
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new TimeStampError(
      response.status >= 300 && response.status < 400
        ? 'it sends elsewhere, which is not followed'
        : `it answered with status ${response.status}`,
    );
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > mostBytes) throw new TimeStampError(`it answered with more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
