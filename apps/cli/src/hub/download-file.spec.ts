import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadFile, type DownloadOptions } from './download-file.js';
import { hubConnection } from './hub-connection.js';
import { brokenAt, fine, other, silentAt, slow, status } from './testing/hub-troubles.js';
import { markOf } from './testing/send-content.js';
import { StandInHub } from './testing/stand-in-hub.js';

const name = 'onnx/decoder_model_merged.onnx_data';
const content = Buffer.from(Array.from({ length: 10_000 }, (_, at) => (at * 31) % 251));
const commit = 'a'.repeat(40);

let folder: string;
let hub: StandInHub;
let arrived: number[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-download-'));
  hub = new StandInHub();
  await hub.start();
  hub.publish('acme/llava', { commit, revisions: [], files: { [name]: content } });
  arrived = [];
});
afterEach(async () => {
  hub.close();
  await rm(folder, { recursive: true });
});

const [part, target] = [() => join(folder, 'parts', 'weights'), () => join(folder, 'whole', 'weights')];
function download(
  options: Partial<DownloadOptions> = {},
  url = `${hub.endpoint}/acme/llava/resolve/${commit}/${name}`,
) {
  const settings = { endpoint: hub.endpoint, hosts: hub.hosts, token: null, offline: false };
  const sha256 = createHash('sha256').update(content).digest('hex');
  return downloadFile(
    {
      ...{ url, name, bytes: content.length, digest: { kind: 'sha256', hex: sha256 } },
      ...{ part: part(), target: target() },
    },
    {
      ...{ ask: hubConnection(settings), hasToken: false, signal: new AbortController().signal },
      onArrived: (bytes) => void arrived.push(bytes),
      patience: { failures: 3, waitMs: 1 },
      ...options,
    },
  );
}
const ranges = () => hub.asked.filter(({ server }) => server === 'cdn').map(({ headers }) => headers.range);
async function expectWhole(): Promise<void> {
  expect(await readFile(target())).toEqual(content);
  expect(await readdir(join(folder, 'parts'))).toEqual([]);
}

describe('downloadFile', () => {
  it('goes on where connections broke, under the mark of the bytes that it has', async () => {
    hub.trouble(`cdn ${name}`, brokenAt(4000), brokenAt(9000));
    await download();
    expect(ranges()).toEqual([undefined, 'bytes=4000-', 'bytes=9000-']);
    expect(hub.asked.at(-1)?.headers['if-range']).toBe(markOf(content));
    await expectWhole();
  });

  it('starts anew when the server has other bytes than those it began with', async () => {
    hub.trouble(`cdn ${name}`, brokenAt(4000));
    await expect(download({ patience: { failures: 1, waitMs: 1 } })).rejects.toThrow('the connection broke off');
    await writeFile(`${part()}.etag`, '"of other bytes"');
    await download();
    expect(arrived).toContain(4000);
    await expectWhole();
  });

  it('starts anew when what was left here is damaged, or too long', async () => {
    for (const length of [5000, 10_000, 12_000]) {
      await rm(join(folder, 'whole'), { recursive: true, force: true });
      hub.trouble(`cdn ${name}`, brokenAt(10));
      await expect(download({ patience: { failures: 1, waitMs: 1 } })).rejects.toThrow();
      await writeFile(`${part()}.part`, Buffer.alloc(length, 1));
      await download();
      await expectWhole();
    }
  });

  it('gives up when the same bytes break off again and again, and keeps them', async () => {
    hub.trouble(`cdn ${name}`, ...Array.from({ length: 9 }, () => brokenAt(4000)));
    await expect(download()).rejects.toThrow(`${name}: `);
    expect(ranges()).toHaveLength(3); // none of them a step forward
    expect((await stat(`${part()}.part`)).size).toBe(4000);
  });

  it('waits for as long as bytes come, and no longer', async () => {
    hub.trouble(`cdn ${name}`, slow(400, 10), silentAt(4000));
    await download({ silenceMs: 800 });
    await expectWhole();
    await rm(target());
    await download({ silenceMs: 800 });
    expect(ranges()).toEqual([undefined, undefined, 'bytes=4000-']);
    await expectWhole();
  });

  it('never has wrong bytes under the name of the file', async () => {
    const wrong = other((bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from('!')]));
    hub.trouble(`cdn ${name}`, wrong, wrong);
    await expect(download()).rejects.toThrow(`${name}: other bytes came than the repository lists`);
    expect((await stat(`${part()}.part`)).size).toBe(0);
    await expect(stat(target())).rejects.toThrow('ENOENT');
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['shorter', (bytes) => bytes.subarray(1)],
    ['longer', (bytes) => Buffer.concat([bytes, bytes])],
  ])('takes nothing that is %s than listed', async (_, change) => {
    hub.trouble(`cdn ${name}`, other(change));
    await expect(download()).rejects.toThrow(/the server says \d+ bytes, the repository lists 10000/);
  });

  it('takes no byte more than listed from a server that does not say how many come', async () => {
    hub.trouble(`cdn ${name}`, (response, bytes) => {
      response.writeHead(200).end(Buffer.concat([bytes, Buffer.alloc(50_000_000)]));
      return 'answered';
    });
    await expect(download()).rejects.toThrow('more bytes come than the 10000 that the repository lists');
    expect((await stat(`${part()}.part`)).size).toBeLessThanOrEqual(10_000);
  });

  it('takes no other part than it asked for', async () => {
    hub.trouble(`cdn ${name}`, brokenAt(4000), (response, bytes) => {
      response.writeHead(206, { 'content-range': `bytes 0-9999/10000` }).end(bytes);
      return 'answered';
    });
    await expect(download()).rejects.toThrow('another part comes than was asked for');
  });

  it('is stopped at once, also while it waits', async () => {
    const stop = new AbortController();
    hub.trouble(`cdn ${name}`, fine);
    hub.trouble(`hub ${name}`, status(429, { 'retry-after': '500' }));
    setTimeout(() => stop.abort(), 100);
    await expect(download({ signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says which machine cannot be reached, and nothing of its address', async () => {
    const { endpoint } = hub;
    hub.close();
    const failure = await download({}, `${endpoint}/x?signature=secret`).catch((error: Error) => error);
    expect(String(failure)).toMatch(/^HubError: 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)$/);
  });
});
