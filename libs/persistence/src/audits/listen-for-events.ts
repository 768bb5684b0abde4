/** Hears from PostgreSQL in which audits something happens, on a connection of its own that comes back when it is lost. */
import pg from 'pg';
import type { Connection } from '../embedded-postgres/launch.js';
import { eventChannel } from './events.js';

export interface EventListener {
  /** @returns how to stop */
  watch(project: string, audit: string, onEvent: () => void): () => void;
  close(): Promise<void>;
}

const reconnectMs = 1_000;
/** A server that vanished without a word is noticed by what keeps the connection alive. */
const patience = { connectionTimeoutMillis: 10_000, keepAlive: true };

/** Notices sent while the connection is lost are lost too: whoever must miss nothing also looks now and then. */
export async function listenForEvents(connection: Connection, onError: (error: Error) => void): Promise<EventListener> {
  const watchers = new Map<string, Set<() => void>>();
  let client: pg.Client | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  const again = (): void => {
    clearTimeout(retry); // one attempt at a time, however many ways a connection has of saying that it is lost
    if (!closed) retry = setTimeout(() => void connect().catch(onError).then(listening), reconnectMs);
  };
  const listening = (): void => {
    if (client === null) again();
  };
  const connect = async (): Promise<void> => {
    const { host, port, user, password, database } = connection;
    const next = new pg.Client({ host, port, user, password, database, ...patience });
    next.on('notification', ({ payload }) => {
      for (const onEvent of watchers.get(payload ?? '') ?? []) onEvent();
    });
    const lost = (error?: Error): void => {
      if (error && !closed) onError(error);
      if (client !== next) return;
      client = null;
      again();
    };
    next.on('error', lost);
    next.on('end', () => lost());
    try {
      await next.connect();
      await next.query(`listen ${eventChannel}`);
      if (closed) throw new Error('the listener was closed while it connected');
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    client = next;
    for (const set of watchers.values()) for (const onEvent of set) onEvent();
  };
  await connect();
  return {
    watch(project, audit, onEvent) {
      const name = `${project} ${audit}`;
      const set = watchers.get(name) ?? new Set();
      watchers.set(name, set.add(onEvent));
      return () => {
        set.delete(onEvent);
        if (set.size === 0) watchers.delete(name);
      };
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
