/** What a client is told. An address is checked before the key goes anywhere. */
import { AddressError } from './errors.js';

export interface ClientOptions {
  /** For example `https://audits.example.org`; what comes below it is the client's business. */
  readonly server: string;
  /** `pal_…` */
  readonly key: string;
  /** For an answer, in milliseconds; a minute unless given. Streams have none. */
  readonly timeoutMs?: number;
  /** Further attempts of calls that may be repeated; 3 unless given. */
  readonly retries?: number;
  /** Before the first retry; doubled each time. */
  readonly backoffMs?: number;
  /** A stream that says nothing for so long is opened anew. The server speaks every ten seconds. */
  readonly silenceMs?: number;
  /** Allow `http:` to other machines, where everybody on the way can read the key. */
  readonly allowPlainHttp?: boolean;
}

export interface Settings extends Required<Omit<ClientOptions, 'server' | 'allowPlainHttp'>> {
  /** Up to and without `/api/v1`. */
  readonly base: string;
}

/** @throws AddressError */
export function settingsOf({ server, allowPlainHttp = false, key, ...given }: ClientOptions): Settings {
  const base = checkedAddress(server, { allowPlainHttp });
  if (!/^[\x21-\x7e]+$/.test(key)) throw new AddressError('The API key has characters that no key has; copy it again.');
  return { ...defaults, ...given, base, key };
}

const defaults = { timeoutMs: 60_000, retries: 3, backoffMs: 250, silenceMs: 45_000 } as const;

/**
 * The address in its one spelling, without a slash at the end.
 * @throws AddressError for what is no address, and for `http:` to another machine
 */
export function checkedAddress(given: string, { allowPlainHttp = false }: { allowPlainHttp?: boolean } = {}): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AddressError(
      `${printable(given)} is no address of a server; give one such as https://audits.example.org`,
    );
  }
  if (url.username || url.password) {
    throw new AddressError(`The address of ${url.host} holds a name or password; leave it away and give an API key.`);
  }
  if (url.search || url.hash) throw new AddressError(`The address of ${url.host} ends with ? or #; leave that away.`);
  if (url.protocol === 'http:' && !allowPlainHttp && !isLoopback(url.hostname)) {
    throw new AddressError(
      `http://${url.host} would send the API key readable for everybody on the way; use https, or allow plain HTTP.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

const printable = (text: string): string => JSON.stringify(text.slice(0, 100));
