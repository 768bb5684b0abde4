/** Whether the API will be able to listen, found out before it is started. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { UsageError } from '../failure.js';

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use. Choose another with --port, or stop what uses it',
  EACCES: 'may not be used by this user. Choose one from 1024 with --port',
  EADDRNOTAVAIL: 'cannot be had: the address is not of this machine. Choose another with --host',
  ENOTFOUND: 'cannot be had: nobody knows the address. Choose another with --host',
};

/** @throws UsageError */
export async function checkPort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen({ host, port }), 'listening');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`Port ${port} of ${host} ${reasons[code] ?? `cannot be used: ${message}`}.`, { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}
