/** Asks for what is missing of a file. The server may send the whole instead, when it no longer has those bytes. */
import { HubError } from './hub-error.js';
import type { Download, DownloadOptions } from './download-file.js';
import type { PartFile } from './part-file.js';
import { accepted } from './refusals.js';

export interface Rest {
  readonly body: AsyncIterable<Uint8Array>;
  /** It starts at the first byte: what was there has been thrown away. */
  readonly isWhole: boolean;
}

/** @throws HubError for an answer that does not fit what was listed */
export async function openRest(
  file: Download,
  part: PartFile,
  { ask, hasToken, signal }: Pick<DownloadOptions, 'ask' | 'hasToken' | 'signal'>,
): Promise<Rest> {
  const known = part.bytes > 0 ? await part.mark() : null;
  const headers = {
    'accept-encoding': 'identity',
    ...(part.bytes > 0 ? { range: `bytes=${part.bytes}-` } : {}),
    ...(known === null ? {} : { 'if-range': known }),
  };
  const response = await ask(file.url, { headers, signal });
  if (response.status === 416) {
    await response.body?.cancel();
    await part.restart();
    throw new HubError(`${file.name}: the server does not have the bytes that are missing`, { passes: true });
  }
  const { status, headers: told, body } = await accepted(response, file.name, hasToken);
  const isWhole = status !== 206;
  const { from, total } = isWhole ? { from: 0, total: told.get('content-length') } : rangeOf(told.get('content-range'));
  const odd =
    !isWhole && from !== part.bytes
      ? 'another part comes than was asked for'
      : total !== null && Number(total) !== file.bytes
        ? `the server says ${total} bytes, the repository lists ${file.bytes}`
        : null;
  if (odd !== null) {
    await body?.cancel();
    throw new HubError(`${file.name}: ${odd}`);
  }
  if (isWhole) await part.restart(strong(told.get('etag')));
  return { body: untilBroken(body, file.name), isWhole };
}

async function* untilBroken(body: Response['body'], name: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body ?? []) yield chunk;
  } catch (cause) {
    throw new HubError(`${name}: the connection broke off`, { passes: true, cause });
  }
}

/** `bytes 5-9/10` starts at 5 of 10; no total where the server does not know it. */
function rangeOf(header: string | null): { readonly from: number; readonly total: string | null } {
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header ?? '') ?? [];
  return { from: from === undefined ? -1 : Number(from), total: total === undefined || total === '*' ? null : total };
}

/** Only such a mark stands for bytes, and may be asked with. */
const strong = (etag: string | null): string | null =>
  etag !== null && /^"[\x21\x23-\x7e]*"$/.test(etag) ? etag : null;
