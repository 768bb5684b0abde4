/** A connection as one address, and back. */
import type { Connection } from '../embedded-postgres/launch.js';

/** Null for what is no `postgresql://user:password@host:port/database`. */
export function connectionFromUrl(text: string): Connection | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname } = new URL(text);
  const database = decodeURIComponent(pathname.slice(1));
  if (!/^postgres(ql)?:$/.test(protocol) || !hostname || !database) return null;
  return {
    ...{ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 5432 : Number(port), database },
    ...{ user: decodeURIComponent(username), password: decodeURIComponent(password) },
  };
}

export function connectionUrl({ host, port, user, password, database }: Connection): string {
  const [name, secret, place] = [user, password, database].map(encodeURIComponent);
  return `postgresql://${name}:${secret}@${host.includes(':') ? `[${host}]` : host}:${port}/${place}`;
}
