import { describe, expect, it } from 'vitest';
import { messagesIn, type Message } from './messages.js';

/** Cuts the text's bytes into pieces of a size. */
async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.slice(at, at + size);
  }
}

async function all(text: string, size = 1000): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for await (const message of messagesIn(pieces(text, size))) messages.push(message);
  return messages;
}

const stream =
  '\uFEFFid: 1\ndata: {"a":"é😀"}\n\n: still here\r\n\r\nid:2\rdata:one\rdata: two\r\revent: x\nretry: 5\n\ndata\n\n';
const messages = [
  { id: '1', data: '{"a":"é😀"}' },
  { data: null },
  { id: '2', data: 'one\ntwo' },
  { id: '2', data: '' },
];

describe('messagesIn', () => {
  it.each([1, 2, 3, 5, 1000])('reads all line ends in pieces of %d bytes', async (size) => {
    expect(await all(stream, size)).toEqual(messages);
  });

  it('drops what has not ended', async () => {
    expect(await all('data: whole\n\ndata: half')).toEqual([{ data: 'whole' }]);
    expect(await all('data: half\n')).toEqual([]);
  });

  it('refuses a line without an end', async () => {
    await expect(all('x'.repeat(4_000_001), 100_000)).rejects.toThrow('does not end');
  });
});
