/** What a hub's status means for whoever asked: who can do what about it, and whether waiting helps. */
import { duration } from '../output/words.js';
import { HubError } from './hub-error.js';

/** Longer than that nobody sits and waits. */
const longestWaitMs = 10 * 60_000;

/**
 * @param what was asked for, in words
 * @param hasToken whether one was sent
 * @throws HubError unless the answer is what was asked for
 */
export async function accepted(response: Response, what: string, hasToken: boolean): Promise<Response> {
  if (response.ok) return response;
  await response.body?.cancel();
  throw refusal(response, what, hasToken);
}

function refusal({ status, headers }: Response, what: string, hasToken: boolean): HubError {
  if (status === 401 || status === 403) {
    const hint = hasToken ? 'HF_TOKEN does not open it: ask its owner for access' : 'set HF_TOKEN to a token of yours';
    return new HubError(`${what} is gated, private or not there; accept its terms on the hub, and ${hint}`);
  }
  if (status === 404) return new HubError(`There is no ${what}; check its name and revision`);
  const retryAfterMs = waitOf(headers.get('retry-after'));
  if (retryAfterMs !== null && retryAfterMs > longestWaitMs)
    return new HubError(`${what}: the hub asks to come again in ${duration(retryAfterMs)}; run the command again then`);
  const passes = status === 408 || status === 429 || status >= 500;
  return new HubError(`${what}: the hub answers with status ${status}`, { passes, retryAfterMs });
}

/** In seconds, or as a date. */
function waitOf(header: string | null): number | null {
  if (header === null || header === '') return null;
  const ms = /^\d+$/.test(header) ? 1000 * Number(header) : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
