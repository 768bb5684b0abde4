/** A test server on a port of its own: sockets and streams need one, and so does whoever counts connections. */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { endpointOrigin } from './tenant.js';
import { startTestServer, type TestServer, type TestServerOptions } from '../../support/server.js';

export interface ListeningServer extends TestServer {
  readonly url: string;
  readonly port: number;
}

export async function listeningServer(options?: TestServerOptions): Promise<ListeningServer> {
  const server = await startTestServer({ endpointOrigins: [endpointOrigin], ...options });
  await server.app.listen(0, '127.0.0.1');
  const http = server.app.getHttpServer() as Server;
  const { port } = http.address() as AddressInfo;
  return {
    ...server,
    ...{ url: `http://127.0.0.1:${port}`, port },
    async close() {
      http.closeAllConnections();
      await server.close();
    },
  };
}
