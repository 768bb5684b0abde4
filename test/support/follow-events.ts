/** Server-sent events of an audit, as a client sees them that comes back with Last-Event-ID when its stream is cut. */
import type { AuditEvent } from '@palimpsest/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from './api-client.js';

export interface Followed {
  /** In the order in which they came. */
  readonly sequences: readonly number[];
  readonly outcome: string;
  readonly connections: number;
  /** The longest time in which an open stream said nothing, not even that it is still there. */
  readonly longestSilenceMs: number;
}

/** Resolves when the audit has ended. */
export async function followEvents(
  client: ApiClient,
  audit: string,
  stop: AbortSignal,
  onConnect: () => void = () => {},
): Promise<Followed> {
  const sequences: number[] = [];
  let [outcome, connections, longestSilenceMs] = ['', 0, 0];
  while (outcome === '') {
    stop.throwIfAborted();
    try {
      const last = sequences.at(-1);
      const answer = await fetch(`${client.url}/api/v1${audit}/events`, {
        headers: { ...client.headers, ...(last === undefined ? {} : { 'last-event-id': String(last) }) },
        signal: stop,
      });
      if (!answer.ok || !answer.body) throw new Error(`${answer.status}`);
      connections += 1;
      onConnect();
      let [heard, text] = [performance.now(), ''];
      for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
        longestSilenceMs = Math.max(longestSilenceMs, performance.now() - heard);
        heard = performance.now();
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const event = eventIn(block);
          if (!event) continue;
          sequences.push(event.sequence);
          if (event.event.type === 'audit-finished') outcome = event.event.outcome;
        }
      }
      longestSilenceMs = Math.max(longestSilenceMs, performance.now() - heard);
    } catch {
      stop.throwIfAborted();
    }
    if (outcome === '') await sleep(250);
  }
  return { sequences, outcome, connections, longestSilenceMs };
}

function eventIn(block: string): AuditEvent | null {
  const data = block.split('\n').find((line) => line.startsWith('data: '));
  return data ? (JSON.parse(data.slice(6)) as AuditEvent) : null;
}
