/** Server-sent events as they come in: the text of a response, cut into events (WHATWG HTML, 9.2.6). */

/** @returns the `data` of each event; comments, which only keep the line open, are dropped */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of body) {
    text += decoder.decode(bytes, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? ''; // the rest of it is still to come
    for (const event of events) {
      const data = event.split('\n').flatMap((line) => (line.startsWith('data:') ? line.slice(5).trimStart() : []));
      if (data.length > 0) yield data.join('\n');
    }
  }
}
