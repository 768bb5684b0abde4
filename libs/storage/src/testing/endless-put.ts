/** A process that puts a stream without end into the folder it is given, until it is killed. */
import { fileStorage } from '../files/file-storage.js';

async function* endless() {
  const piece = new Uint8Array(1024 ** 2);
  for (let sent = 0; ; sent += 1) {
    yield piece;
    if (sent === 4) process.stdout.write('writing\n');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

await fileStorage(process.argv[2] ?? '').blobs.put(endless(), { limit: 256 * 1024 ** 2 });
