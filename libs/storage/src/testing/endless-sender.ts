/**
 * A process that sends a GiB of zeros into a folder, to be killed on the way: to a blob, or to the upload of the
 * given id. `tsx endless-sender.ts <folder> [upload id]`; says "sending" when it has begun.
 */
import { fileStorage } from '../files/file-storage.js';

const [, , folder = '', upload] = process.argv;
const mebi = 1024 ** 2;

async function* endless() {
  const piece = new Uint8Array(mebi);
  for (let sent = 0; ; sent += 1) {
    yield piece;
    if (sent === 4) process.stdout.write('sending\n');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const { blobs, uploads } = fileStorage(folder, { chunkBytes: mebi });
if (upload === undefined) await blobs.put(endless(), { limit: 1024 * mebi });
else await uploads.append(upload, 0, endless());
