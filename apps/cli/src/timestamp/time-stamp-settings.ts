/** Which time-stamping authorities may be asked: those that the environment names, and none unless it does. */
import { UsageError } from '../failure.js';
import { isAmong, type AllowedHosts } from '../hub/allowed-hosts.js';

export interface TimeStampSettings {
  readonly hosts: AllowedHosts;
  /** Nobody is asked. */
  readonly offline: boolean;
}

export function timeStampSettings(environment: NodeJS.ProcessEnv = process.env): TimeStampSettings {
  const named = (environment['PALIMPSEST_TIMESTAMP_HOSTS'] ?? '').split(',').map((host) => host.trim());
  return {
    hosts: named.filter((host) => host !== ''),
    offline: /^(1|true|yes|on)$/i.test(environment['PALIMPSEST_OFFLINE'] ?? ''),
  };
}

/**
 * Plain http is fine here: a stamp is signed, and a digest tells nothing.
 * @throws UsageError for an address that must not be asked
 */
export function checkedAuthority(address: string, { hosts, offline }: TimeStampSettings): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new UsageError('--timestamp: give the address of an authority, such as http://timestamp.example.org');
  if (offline)
    throw new UsageError('--timestamp: nobody is asked while PALIMPSEST_OFFLINE is set; leave one of them away');
  if (!isAmong(url.host, hosts))
    throw new UsageError(
      `--timestamp: ${url.host} is not among the hosts that may be asked; if you trust it, name it in PALIMPSEST_TIMESTAMP_HOSTS`,
    );
  return url;
}
