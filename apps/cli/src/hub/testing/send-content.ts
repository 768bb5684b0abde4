/** Sends a file as content networks do: whole, or from where it is asked to go on if the mark is still the same. */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

export const markOf = (content: Buffer): string => `"${createHash('md5').update(content).digest('hex')}"`;

/** @param upTo stops there and says no more, with the connection open */
export function sendContent(
  response: ServerResponse,
  content: Buffer,
  { range, 'if-range': ifRange }: IncomingHttpHeaders,
  upTo = content.length,
): void {
  const etag = markOf(content);
  const [, first] = /^bytes=(\d+)-$/.exec(range ?? '') ?? [];
  const start = first === undefined || (ifRange !== undefined && ifRange !== etag) ? 0 : Number(first);
  const isPart = first !== undefined && start === Number(first);
  if (start >= content.length && isPart) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    return;
  }
  response.writeHead(isPart ? 206 : 200, {
    ...{ etag, 'content-length': content.length - start },
    ...(isPart ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
  });
  response.write(content.subarray(start, upTo));
  if (upTo === content.length) response.end();
}
