/** What the environment says about the hub. */
import { UsageError } from '../failure.js';
import { isLoopback, publicHosts, type AllowedHosts } from './allowed-hosts.js';

export interface HubSettings {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly hosts: AllowedHosts;
  /** Sent to the endpoint and nowhere else. */
  readonly token: string | null;
  /** Nothing is asked; what was downloaded before is used. */
  readonly offline: boolean;
}

const publicHub = 'https://huggingface.co';

/**
 * Hosts that are named take the place of the usual ones, the endpoint's own among them: whoever runs this for others
 * can say where it goes, once and for all.
 *
 * @throws UsageError for what cannot be used, never with the token in it
 */
export function hubSettings(environment: NodeJS.ProcessEnv = process.env): HubSettings {
  const endpoint = checkedEndpoint(environment['HF_ENDPOINT'] || publicHub);
  const named = (environment['PALIMPSEST_HUB_HOSTS'] ?? '').split(',').map((host) => host.trim());
  const hosts = named.filter((host) => host !== '');
  return {
    endpoint,
    hosts: hosts.length > 0 ? hosts : [...publicHosts, new URL(endpoint).host],
    token: checkedToken(environment['HF_TOKEN']?.trim() || null),
    offline: isOn(environment['PALIMPSEST_OFFLINE']) || isOn(environment['HF_HUB_OFFLINE']),
  };
}

function checkedEndpoint(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || url.search || url.hash || url.username || url.password)
    throw new UsageError('HF_ENDPOINT is no plain address; give one such as https://huggingface.co');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new UsageError(`HF_ENDPOINT: ${url.protocol}//${url.host} is not asked; give an address with https`);
  return url.href.replace(/\/+$/, '');
}

function checkedToken(token: string | null): string | null {
  if (token === null || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new UsageError('HF_TOKEN has characters that no token has; copy it again');
}

const isOn = (value: string | undefined): boolean => /^(1|true|yes|on)$/i.test(value ?? '');
