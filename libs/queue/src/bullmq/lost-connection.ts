/**
 * PostgreSQL has many ways of saying that it is gone, BullMQ 6.7 knows one: ECONNREFUSED. By any other, the job that
 * was just finished counts as failed, although its handler went through; with its last attempt it becomes a dead
 * letter. Told in the one way it knows, BullMQ asks again until the server is back.
 */
import type { PostgresQueueBackend } from 'bullmq';

/** Class 08 is the connection, 57P0x a shutdown or a start. https://www.postgresql.org/docs/18/errcodes-appendix.html */
const lost = /^(08...|57P0[123]|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the driver says without a code. */
const said =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

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

export function isLostConnection(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return (typeof code === 'string' && lost.test(code)) || said.test(messageOf(error));
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
