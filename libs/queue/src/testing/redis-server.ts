/** A redis-server of a test file's own, on a free port, with its append-only file in a temporary folder. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import type { TestedServer } from './tested-server.js';

/** Every write is on the disk before it is answered. With `everysec` a power cut may take the last second. */
const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];

export interface RedisServer extends TestedServer {
  /** Between a kill and a start: its file is lost. */
  forget(): void;
}

export async function redisServer(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'palimpsest-redis-'));
  const port = await freePort();
  const args = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, ...durable];
  let server: ChildProcess | null = null;

  const kill = async () => {
    if (server?.kill('SIGKILL')) await once(server, 'exit');
  };
  const start = async () => {
    const started = spawn('redis-server', args, { stdio: 'ignore' });
    let failure: Error | null = null;
    started.on('error', (error) => (failure = error));
    server = started;
    await eventually('redis-server to answer', async () => {
      if (failure)
        throw new Error('redis-server does not start: install it (Debian: redis-server)', { cause: failure });
      return await answers(port);
    });
  };
  await start();
  return {
    connection: { kind: 'redis', url: `redis://127.0.0.1:${port}` },
    kill,
    start,
    forget() {
      for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true });
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString() === '+PONG\r\n'; // and not that it is still reading its file
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
