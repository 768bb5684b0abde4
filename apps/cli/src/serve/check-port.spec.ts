import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkPort } from './check-port.js';

describe('checkPort', () => {
  it('lets a free port through, and says which one is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(checkPort('127.0.0.1', port)).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is in use. Choose another with --port`,
    );
    other.close();
    await once(other, 'close');
    await checkPort('127.0.0.1', port);
  });

  it('says when the address is not of this machine', async () => {
    await expect(checkPort('192.0.2.1', 0)).rejects.toThrow('Choose another with --host');
  });
});
