/** A server that never answered is an error; one that went away later is waited for. */
import { QueueUnavailableError } from '../queue-errors.js';
import { within } from '../within.js';
import { patienceMs, type QueueConnection } from './backend.js';
import { messageOf } from './lost-connection.js';

/** @throws QueueUnavailableError when none comes */
export async function firstAnswer({ kind }: QueueConnection, ready: Promise<unknown>): Promise<void> {
  try {
    if (await within(patienceMs, ready)) return;
  } catch (error) {
    throw new QueueUnavailableError(kind, messageOf(error), { cause: error });
  }
  throw new QueueUnavailableError(kind, `nothing came within ${patienceMs / 1000} seconds`);
}
