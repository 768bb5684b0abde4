/** The program of `consumer-process.ts`: SIGTERM closes its queue, and then nothing should keep it. */
import { once } from 'node:events';
import { openQueue } from '../open-queue.js';
import type { ConsumerSettings } from './consumer-process.js';

const { connection, prefix, ...options } = JSON.parse(process.argv[2] ?? '') as ConsumerSettings;
const queue = await openQueue(connection, { prefix });
await queue.consume({ ...options, capabilities: ['cpu'] }, async ({ id, signal }) => {
  process.stdout.write(`runs ${id}\n`);
  await once(signal, 'abort');
  process.stdout.write(`aborted ${id}\n`);
});
process.once('SIGTERM', () => void queue.close());
