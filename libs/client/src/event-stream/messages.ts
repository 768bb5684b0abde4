/** Server-sent events as they come over the wire: text in pieces in, messages out (HTML standard §9.2.6). */

export interface Message {
  /** Absent while the stream has named none. */
  readonly id?: string;
  /** null for a comment, which only says that the other side is there. */
  readonly data: string | null;
}

/** More than this without an end of line is no stream of ours. */
const longestLine = 4_000_000;

/** @throws RangeError when a line does not end */
export async function* messagesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Message, void, void> {
  let id: string | undefined;
  let data: string[] = [];
  for await (const line of linesOf(chunks)) {
    if (line === '') {
      if (data.length > 0) yield { ...(id === undefined ? {} : { id }), data: data.join('\n') };
      data = [];
      continue;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === '') yield { data: null };
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
  }
}

/** Lines end with CR, LF or both, which may lie in two pieces; what is left at the end is no line. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder(); // takes a byte order mark away
  let rest = '';
  let endedWithReturn = false;
  for await (const chunk of chunks) {
    let text = decoder.decode(chunk, { stream: true });
    if (text === '') continue;
    if (endedWithReturn && text.startsWith('\n')) text = text.slice(1);
    endedWithReturn = text === '' ? false : text.endsWith('\r');
    const lines = (rest + text).split(/\r\n|\r|\n/);
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > longestLine) throw new RangeError('a line of the event stream does not end');
  }
}
