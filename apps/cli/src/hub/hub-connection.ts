/**
 * Asks the hub, and goes where it sends: by https, to hosts that are allowed, a few times at most. The token goes to
 * the hub's own endpoint only; a content network that needs one has it in the address it is asked by.
 */
import { checkAllowed } from './allowed-hosts.js';
import { HubError } from './hub-error.js';
import type { HubSettings } from './hub-settings.js';

/** One request; an answer of any status but a redirect. @throws HubError when there is none, or it sends elsewhere */
export type AskHub = (url: string, init?: HubRequest) => Promise<Response>;

export interface HubRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const mostRedirects = 5;
const redirects = [301, 302, 303, 307, 308];

/** @param ask what makes a single request */
export function hubConnection({ endpoint, hosts, token }: HubSettings, ask: typeof fetch = fetch): AskHub {
  const home = new URL(endpoint).origin;
  const once = async (url: URL, { headers, signal }: HubRequest): Promise<Response> => {
    checkAllowed(url, hosts);
    const authorization = token !== null && url.origin === home ? { authorization: `Bearer ${token}` } : {};
    const request = { headers: { ...headers, ...authorization }, redirect: 'manual', signal: signal ?? null } as const;
    return ask(url, request).catch((cause: Error) => {
      signal?.throwIfAborted();
      const code = (cause.cause as NodeJS.ErrnoException | undefined)?.code ?? cause.name;
      throw new HubError(`${url.host} cannot be reached (${code})`, { passes: true, cause });
    });
  };
  return async (start, init = {}) => {
    let url = new URL(start);
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const response = await once(url, init);
      if (!redirects.includes(response.status)) return response;
      await response.body?.cancel();
      url = target(response, url);
    }
    throw new HubError(`${new URL(start).host} sends in circles`);
  };
}

function target(response: Response, from: URL): URL {
  const location = response.headers.get('location') ?? '';
  if (location !== '' && URL.canParse(location, from)) return new URL(location, from);
  throw new HubError(`${from.host} sends elsewhere without saying where to`);
}
