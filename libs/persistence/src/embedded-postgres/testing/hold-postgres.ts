/** Starts a server, says where it is, and stops it at the end of standard input. For tests that kill its owner. */
import { once } from 'node:events';
import { startPostgres } from '../start-postgres.js';

const server = await startPostgres(process.argv[2] ?? '');
process.stdout.write(JSON.stringify({ pid: server.pid, connection: server.connection }));
await once(process.stdin.resume(), 'end');
await server.stop();
