/** A door that stays where it is while the server behind it moves: connections are passed on to whatever port it has now. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Relay {
  readonly port: number;
  /** Where new connections lead; those there are end. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

export async function relay(): Promise<Relay> {
  const open = new Set<Socket>();
  let target = 0;
  const server = createServer({ noDelay: true }, (inside) => {
    const outside = connect({ port: target, host: '127.0.0.1', noDelay: true });
    for (const [one, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        open.delete(one);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endAll = () => open.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    leadTo(port) {
      target = port;
      endAll();
    },
    async close() {
      endAll();
      server.close();
      await once(server, 'close');
    },
  };
}
