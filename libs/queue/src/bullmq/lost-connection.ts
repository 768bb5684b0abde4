/**
 * PostgreSQL has many ways of saying that it is gone, BullMQ 6.7 knows one: ECONNREFUSED. By any other it lets go of the
 * job that was just finished, and hours of work are done again; or it counts it as failed, although its handler went
 * through. Told in the one way it knows, it asks again until the server is back.
 */
import type { PostgresQueueBackend } from 'bullmq';
import { QueueUnavailableError } from '../queue-errors.js';
import type { QueueConnection } from './backend.js';

/** Class 08 is the connection, 57P0x a shutdown or a start. https://www.postgresql.org/docs/18/errcodes-appendix.html */
const lost = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the drivers, that of Redis first, say without a code. */
const said =
  /^(Connection is closed|Reached the max retries per request limit|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

class LostConnectionError extends Error {
  override readonly name = 'LostConnectionError';
  readonly code = 'ECONNREFUSED';
}

export function tellLostConnections(backend: PostgresQueueBackend): PostgresQueueBackend {
  const querying = backend as unknown as { query(text: string, params?: readonly unknown[]): Promise<unknown> };
  const query = querying.query.bind(backend);
  querying.query = async (text, params) => {
    try {
      return await query(text, params);
    } catch (error) {
      throw isLostConnection(error) ? new LostConnectionError(messageOf(error), { cause: error }) : error;
    }
  };
  return backend;
}

/** What a caller gets to see: an error of its own where the server is away, any other as it is. */
export function forCaller(error: unknown, { kind }: QueueConnection): unknown {
  return isLostConnection(error) ? new QueueUnavailableError(kind, messageOf(error), { cause: error }) : error;
}

function isLostConnection(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return (typeof code === 'string' && lost.test(code)) || said.test(messageOf(error));
}

/** One that tried several addresses in vain has a code and no message. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return error.message || (typeof code === 'string' ? code : error.name);
}
