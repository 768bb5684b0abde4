/** A line to a server that swallows everything after so many bytes, until whoever sends has given up. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

export interface BadLine {
  readonly url: string;
  /** Bytes that went towards the server. */
  readonly carried: number;
  /** From now on it carries so many more. */
  carry(bytes: number): void;
  close(): void;
}

/** @param port of a server on this machine */
export async function startBadLine(port: number): Promise<BadLine> {
  let [carried, left] = [0, Infinity];
  const server = createServer((sender) => {
    const receiver = connect(port, '127.0.0.1');
    receiver.pipe(sender);
    sender.on('data', (bytes: Buffer) => {
      const passed = bytes.subarray(0, left);
      [carried, left] = [carried + passed.length, left - passed.length];
      if (passed.length > 0) receiver.write(passed);
    });
    sender.on('close', () => receiver.destroy()).on('error', () => receiver.destroy());
    receiver.on('close', () => sender.destroy()).on('error', () => sender.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get carried() {
      return carried;
    },
    carry: (bytes) => (left = bytes),
    close: () => server.close(),
  };
}
