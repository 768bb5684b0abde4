/** `npm run test:python`: the Python client's tests, against a real server with a worker that this starts. */
import { spawnSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startTestServer } from '../../../test/support/server.js';
import { startTestWorker } from '../../../test/support/worker.js';

const python = process.env['PYTHON'] ?? 'python3';
const folder = fileURLToPath(new URL('..', import.meta.url));

const ready = spawnSync(python, ['-c', 'import httpx, typing_extensions, datamodel_code_generator'], {
  encoding: 'utf8',
});
if (ready.status !== 0) {
  process.stderr.write(
    `${python} has not what the Python client needs; run ${python} -m pip install '${folder}[generate]', or set PYTHON to one that has\n`,
  );
  process.exit(1);
}

const server = await startTestServer();
await server.app.listen(0, '127.0.0.1');
const { port } = (server.app.getHttpServer() as Server).address() as AddressInfo;
const worker = await startTestWorker(server.environment);
const env = {
  ...process.env,
  PALIMPSEST_SERVER: `http://127.0.0.1:${port}`,
  PALIMPSEST_API_KEY: server.adminKey,
  PYTHONDONTWRITEBYTECODE: '1',
};
const codes: (number | null)[] = [];
for (const argv of [
  ['generate.py', '--check'],
  ['-W', 'error', '-m', 'unittest', 'discover', '-s', 'tests'],
]) {
  const child = spawn(python, argv, { cwd: folder, env, stdio: 'inherit' });
  codes.push(((await once(child, 'exit')) as [number | null])[0]);
}
await worker.stop();
await server.close();
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
