/** An audit's events from the first to the last, over as many connections as it takes. */
import { routes, type AuditEvent, type AuditView } from '@palimpsest/contracts';
import type { ApiClient } from './api-client.js';
import { eventData } from './event-stream.js';

const running: readonly AuditView['state'][] = ['queued', 'running', 'paused'];

/** @returns the audit when it has ended */
export async function followAudit(
  client: ApiClient,
  params: { readonly project: string; readonly audit: string },
  onEvent: (event: AuditEvent) => void,
): Promise<AuditView> {
  let last = 0;
  for (;;) {
    const headers = last > 0 ? { 'last-event-id': String(last) } : {};
    const { body } = await client.open(routes.streamEvents, { params, headers });
    try {
      for await (const data of eventData(body as ReadableStream<Uint8Array>)) {
        const event = JSON.parse(data) as AuditEvent;
        last = event.sequence;
        onEvent(event);
      }
    } catch {
      // the line broke; whoever is asked next says when the server is gone for good
    }
    const audit = await client.call(routes.readAudit, { params });
    if (!running.includes(audit.state)) return audit;
  }
}
