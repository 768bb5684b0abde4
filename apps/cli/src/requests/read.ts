/** Requests as they are recorded. */
import { standingOf } from '@palimpsest/compliance';
import type { Invocation } from '../commands/invocation.js';
import { emit } from '../output/output.js';
import { RequestBook } from '../state/request-book.js';
import { requestLines, requestText } from './request-text.js';
import { dayOf } from './today.js';

export async function listRequests({ options }: Invocation): Promise<void> {
  const today = dayOf(undefined);
  const requests = await new RequestBook(options.state).list();
  const rows = requests.map((request) => ({ ...request, standing: standingOf(request, today) }));
  await emit(options.json, rows, () =>
    rows.length === 0 ? 'No requests. Record one with palimpsest request add' : requestLines(requests, today),
  );
}

/** @throws UsageError when there is none of that id */
export async function showRequest(id: string, { options }: Invocation): Promise<void> {
  const today = dayOf(undefined);
  const request = await new RequestBook(options.state).find(id);
  await emit(options.json, { ...request, standing: standingOf(request, today) }, () => requestText(request, today));
}
