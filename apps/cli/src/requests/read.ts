/** Requests as they are recorded. */
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { requestDesk } from './desk.js';
import { requestJson, requestLines, requestText } from './request-text.js';

export async function listRequests(invocation: Invocation): Promise<void> {
  const rows = await (await requestDesk(invocation)).list();
  await emit(invocation.options.json, rows.map(requestJson), () =>
    rows.length === 0 ? 'No requests. Record one with palimpsest request add' : requestLines(rows),
  );
}

/** @throws UsageError, or ProblemError of a server, when there is none of that id */
export async function showRequest(id: string, invocation: Invocation): Promise<void> {
  const found = await (await requestDesk(invocation)).find(id);
  await emit(invocation.options.json, requestJson(found), () => requestText(found));
}
