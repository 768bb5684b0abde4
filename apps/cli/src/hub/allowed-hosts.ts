/**
 * Which hosts may be asked. A hub answers with the address of the place where a large file lies, so that whoever
 * speaks for the hub could send this machine anywhere: into the network it stands in, or to itself.
 */
import { HubError } from './hub-error.js';

/** The public hub, and where it sends people for large files. */
export const publicHosts = ['huggingface.co', '*.huggingface.co', 'hf.co', '*.hf.co'] as const;

/** Host names, with a port where it is not the usual one; `*.example.org` stands for everything below example.org. */
export type AllowedHosts = readonly string[];

/** @throws HubError for another host, and for anything but https, except on this machine itself */
export function checkAllowed(url: URL, hosts: AllowedHosts): void {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new HubError(`The hub sends to ${url.protocol}//${url.host}; only https is followed`);
  if (isAmong(url.host, hosts)) return;
  throw new HubError(
    `The hub sends to ${url.host}, which is not among the hosts that may be asked; if you trust it, name it in PALIMPSEST_HUB_HOSTS`,
  );
}

/** @param host as `URL.host` has it: in lower case, with a port where it is not the usual one */
export const isAmong = (host: string, hosts: AllowedHosts): boolean =>
  hosts.some((allowed) => stands(allowed.toLowerCase(), host));

const stands = (allowed: string, host: string): boolean =>
  allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed;

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
