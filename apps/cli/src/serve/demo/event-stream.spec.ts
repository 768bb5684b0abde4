import { describe, expect, it } from 'vitest';
import { eventData } from './event-stream.js';

async function read(...parts: readonly string[]): Promise<readonly string[]> {
  const seen: string[] = [];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(Buffer.from(part, 'latin1'));
      controller.close();
    },
  });
  for await (const data of eventData(body)) seen.push(data);
  return seen;
}

describe('eventData', () => {
  it('gives what each event carries, however the text is cut, and no comment', async () => {
    const text = 'id: 1\ndata: {"a":1}\n\n: still here\n\nid: 2\ndata: caf\u00c3\u00a9\n\n';
    const expected = ['{"a":1}', 'café'];
    expect(await read(text)).toEqual(expected);
    expect(await read(...text)).toEqual(expected);
  });

  it('drops an event that was cut off: it comes again', async () => {
    expect(await read('id: 1\ndata: whole\n\nid: 2\ndata: ha')).toEqual(['whole']);
  });
});
