/** A checkpoint folder on this machine, registered on a server: sent over a bad line, by commands that are stopped. */
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient, items, type Client } from '@palimpsest/client';
import { readManifest } from '@palimpsest/models';
import { builtInCheckpoints, type BuiltInCheckpoint } from '@palimpsest/zoo';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBadLine, type BadLine } from '../support/bad-line.js';
import { startPalimpsest, type Ended, type Running } from '../support/command-line.js';
import { startTestServer, type TestServer } from '../support/server.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const manyPrecisions = fileURLToPath(new URL('../../libs/models/fixtures/llava/checkpoint', import.meta.url));

let server: TestServer;
let line: BadLine;
let client: Client;
let folder: string;
let shipped: BuiltInCheckpoint;

const listen = async ({ app }: TestServer): Promise<number> => {
  await app.listen(0, '127.0.0.1');
  return ((app.getHttpServer() as Server).address() as AddressInfo).port;
};

const start = (argv: readonly string[], to = line.url): Running =>
  startPalimpsest([...argv, '--server', to, '--project', 'acme'], folder, { PALIMPSEST_API_KEY: server.adminKey });
const run = (...argv: string[]): Promise<Ended> => start(argv).ended;
const add = (from: string, name: string) => ['model', 'add', from, '--name', name];

async function copyOf(checkpoint: BuiltInCheckpoint, name: string): Promise<string> {
  const copy = join(folder, name);
  await cp(checkpoint.folder, copy, { recursive: true });
  return copy;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-send-'));
  server = await startTestServer();
  line = await startBadLine(await listen(server));
  client = createClient({ server: line.url, key: server.adminKey });
  await client.createProject({ body: { id: 'acme', title: 'ACME' } });
  shipped = (await builtInCheckpoints()).find(({ name }) => name === 'idk-few')!;
});
afterAll(async () => {
  line.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Offsets of everything that was begun, as the server has them. */
async function begun(): Promise<readonly number[]> {
  const text = await readFile(join(folder, '.palimpsest', 'uploads.json'), 'utf8');
  const { uploads } = JSON.parse(text) as { uploads: readonly { upload: string }[] };
  const direct = createClient({ server: line.url, key: server.adminKey });
  return Promise.all(uploads.map(async ({ upload }) => (await direct.readUpload({ project: 'acme', upload })).offset));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('model add <folder> --server', () => {
  it('refuses what is broken, or has names that no server takes, before anything is sent', async () => {
    const before = line.carried;
    const halved = await copyOf(shipped, 'halved');
    await truncate(join(halved, 'onnx', 'vision_encoder.onnx_data'), 1000);
    expect(await run(...add(halved, 'halved'))).toMatchObject({ code: 1, stdout: '' });
    const odd = await copyOf(shipped, 'odd');
    await writeFile(join(odd, 'my notes.txt'), 'x');
    const refused = await run(...add(odd, 'odd'));
    expect(refused.stderr).toMatch(/^error: .*odd: the name "my notes\.txt": expected a relative path/);
    expect((await run(...add(shipped.folder, '../x'))).stderr).toMatch(/^error: --name: /);
    expect((await run(...add('./nowhere', 'x'))).stderr).toMatch(/nowhere cannot be read; give the folder/);
    expect(line.carried).toBe(before);
  });

  it('goes on where it was after Ctrl-C and after a kill, and registers what lies here', async () => {
    const total = sum(shipped.files.map(({ bytes }) => bytes));
    const sent: number[] = [];
    for (const [signal, bytes] of [
      ['SIGINT', 500_000],
      ['SIGKILL', 900_000],
    ] as const) {
      const before = line.carried;
      line.carry(bytes);
      const sending = start(add(shipped.folder, 'vendor'));
      await sending.until(() => (line.carried === before + bytes ? true : null));
      sending.signalAll(signal);
      const ended = await sending.ended;
      if (signal === 'SIGINT') {
        expect(ended).toMatchObject({ code: 130, stdout: '' });
        expect(ended.stderr).toContain('stopped: what has arrived stays on the server; the same command goes on');
      }
      line.carry(Infinity);
      // Without headers and questions, most of what was carried has arrived, also of the file in the middle.
      await vi.waitFor(async () => expect(sum(await begun())).toBeGreaterThan(sum(sent) + bytes - 30_000), 20_000);
      sent.push(bytes - 30_000);
    }
    expect([...(await client.listCheckpoints({ project: 'acme' })).items]).toEqual([]);

    const before = line.carried;
    const ended = await run(...add(shipped.folder, 'vendor'), '--json');
    expect(ended.code).toBe(0);
    expect(line.carried - before).toBeLessThan(total - sum(sent) + 60_000);
    expect(ended.stderr).toContain('vendor: done in');
    expect(JSON.parse(ended.stdout)).toMatchObject({ name: 'vendor', digest: shipped.digest, family: 'llava' });
    const there = await client.readCheckpoint({ project: 'acme', checkpoint: 'vendor' });
    expect(there).toMatchObject({ source: 'upload', digest: shipped.digest, bytes: total });
    expect(there.files).toEqual(shipped.files);
  });

  it('sends nothing when the name is registered already, and refuses another folder under it', async () => {
    const before = line.carried;
    expect(await run(...add(shipped.folder, 'vendor'))).toMatchObject({ code: 0, stderr: '' });
    const other = (await builtInCheckpoints()).find(({ name }) => name === 'reference-b')!;
    expect((await run(...add(other.folder, 'vendor'))).stderr).toMatch(
      /^error: On the server, "vendor" has digest [0-9a-f]{12}…, the folder [0-9a-f]{12}…; choose another name/,
    );
    expect(line.carried - before).toBeLessThan(5_000);
  });

  it('sends the files again when the storage was lost, and it is asked to', async () => {
    await rm(join(server.folder, 'storage'), { recursive: true });
    const before = line.carried;
    expect(await run(...add(shipped.folder, 'vendor'), '--again')).toMatchObject({ code: 0 });
    expect(line.carried - before).toBeGreaterThan(sum(shipped.files.map(({ bytes }) => bytes)));
  });

  it('sends no file twice, under another name either', async () => {
    const before = line.carried;
    expect(await run(...add(shipped.folder, 'vendor-2'))).toMatchObject({ code: 0 });
    expect(line.carried - before).toBeLessThan(30_000);
    const names: string[] = [];
    for await (const { name } of items(client.listCheckpoints, { project: 'acme' })) names.push(name);
    expect(names).toEqual(['vendor', 'vendor-2']);
  });

  it('says so when the server has no storage', async () => {
    const bare = await startTestServer({ environment: { ...server.environment, PALIMPSEST_STORAGE: '' } });
    try {
      const there = `http://127.0.0.1:${await listen(bare)}`;
      const ended = await start(add(shipped.folder, 'elsewhere'), there).ended;
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(
        'error: This server has no storage for uploads: its operator sets PALIMPSEST_STORAGE.',
      );
    } finally {
      await bare.close();
    }
  });

  it('sends the graphs of one variant, under their plain names', async () => {
    const ended = await run(...add(manyPrecisions, 'q4'), '--dtype', 'q4');
    expect(ended.code).toBe(0);
    const there = await client.readCheckpoint({ project: 'acme', checkpoint: 'q4' });
    const { digest, files } = await readManifest(manyPrecisions, 'q4');
    expect(there).toMatchObject({ source: 'upload', digest, files });
    expect(files.map(({ path }) => path).filter((path) => path.startsWith('onnx/'))).toEqual([
      ...['onnx/decoder_model_merged.onnx', 'onnx/decoder_model_merged_q4.onnx_data'],
      ...['onnx/embed_tokens.onnx', 'onnx/vision_encoder.onnx'],
    ]);
  });
});
