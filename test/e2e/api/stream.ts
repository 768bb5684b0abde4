/** Reads server-sent events as a browser would: by blocks, ignoring comments. */
import type { AuditEvent } from '@palimpsest/contracts';
import { auditEvent } from '../../../libs/contracts/src/api/resources/audits.js';

export interface Stream {
  readonly events: readonly AuditEvent[];
  /** Resolves when the server has ended it, rejects when it was cut. */
  readonly ended: Promise<void>;
  cut(): void;
}

export async function openStream(url: string, headers: Readonly<Record<string, string>>): Promise<Stream> {
  const cutter = new AbortController();
  const answer = await fetch(url, { headers, signal: cutter.signal });
  if (answer.status !== 200 || !answer.body) throw new Error(`${answer.status}: ${await answer.text()}`);
  const events: AuditEvent[] = [];
  const ended = read(answer.body, events);
  ended.catch(() => {}); // whoever cuts need not wait
  return { events, ended, cut: () => cutter.abort() };
}

async function read(body: ReadableStream<Uint8Array>, events: AuditEvent[]): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
    rest = blocks.pop() as string;
    for (const block of blocks.filter((lines) => !lines.startsWith(':'))) {
      const [, id, data] = /^id: (\d+)\ndata: (.+)$/.exec(block) ?? [];
      const event = auditEvent.parse(JSON.parse(data ?? 'null'));
      if (event.sequence !== Number(id)) throw new Error(`event ${event.sequence} came as ${id}`);
      events.push(event);
    }
  }
}
