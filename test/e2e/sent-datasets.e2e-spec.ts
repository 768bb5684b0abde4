/** A data set that an auditor brings: sent sealed, audited, erased. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClient, type Client } from '@palimpsest/client';
import { canonicalPng, type Dataset, type Item } from '@palimpsest/datasets';
import { openBuiltInDataset } from '@palimpsest/zoo';
import { stringify } from 'yaml';
import { startPalimpsest, type Ended } from '../support/command-line.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { startTestWorker, type TestWorker } from '../support/worker.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const project = 'acme';
let server: TestServer;
let worker: TestWorker | null = null;
let client: Client;
let folder: string;
let url: string;
let chosen: readonly Item[];
const at = (...parts: string[]) => join(folder, ...parts);

const here = (...argv: string[]): Promise<Ended> =>
  startPalimpsest(argv, folder, { XDG_CONFIG_HOME: at('config'), PALIMPSEST_API_KEY: server.adminKey }).ended;
const run = (...argv: string[]): Promise<Ended> => here(...argv, '--server', url, '--project', project);
const parsed = ({ stdout }: Ended) => JSON.parse(stdout) as Record<string, unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-sent-'));
  server = await startTestServer();
  await server.app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${((server.app.getHttpServer() as Server).address() as AddressInfo).port}`;
  client = createClient({ server: url, key: server.adminKey });
  await client.createProject({ body: { id: project, title: 'ACME' } });
  const people = (await openBuiltInDataset('people-published')) as Dataset;
  chosen = someOf(people);
  await writeSource(people, chosen);
});
afterAll(async () => {
  await worker?.stop();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Two people of each side. */
function someOf(people: Dataset): readonly Item[] {
  const subjects = (['forget', 'retain', 'holdout'] as const).flatMap((split) => people.subjects(split).slice(0, 2));
  return people.items.filter(({ subjectId }) => subjects.includes(subjectId));
}

/** As an auditor would have it: rows in one file, pictures beside it. */
async function writeSource(people: Dataset, items: readonly Item[]): Promise<void> {
  await mkdir(at('mine', 'faces'), { recursive: true });
  const rows: Item[] = [];
  for (const item of items) {
    const images = [];
    for (const image of item.images) {
      const uri = `faces/${image.sha256}.png`;
      await writeFile(at('mine', uri), canonicalPng(await people.loadImage(image)));
      images.push({ ...image, uri });
    }
    rows.push({ ...item, images });
  }
  await writeFile(at('mine', 'people.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

async function storedBytes(): Promise<Buffer> {
  const storage = join(server.folder, 'storage');
  const entries = await readdir(storage, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file))));
}

/** Long enough never to occur in ciphertext by chance; its three letters alone do, once in some runs. */
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a data set that is sent to a server', () => {
  it('is registered, in numbers', async () => {
    const { code, stdout } = await run('dataset', 'import', at('mine', 'people.jsonl'), '--name', 'mine', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      splits: [
        { split: 'forget', subjects: 2 },
        { split: 'holdout', subjects: 2 },
        { split: 'retain', subjects: 2 },
      ],
    });
    const registered = await client.readDataset({ project, dataset: 'mine' });
    expect(registered).toMatchObject({ source: 'upload', items: chosen.length, erasedAt: null });
  });

  it('lies nowhere in clear', async () => {
    const bytes = await storedBytes();
    expect(bytes.length).toBeGreaterThan(10_000);
    expect(bytes.includes(PNG_SIGNATURE)).toBe(false);
    expect(bytes.includes(chosen[0]?.question ?? '?')).toBe(false);
    expect(bytes.includes('subjectId')).toBe(false);
  });

  it('is not sent a second time', async () => {
    const before = (await storedBytes()).length;
    expect((await run('dataset', 'import', at('mine', 'people.jsonl'), '--name', 'mine')).code).toBe(0);
    expect((await storedBytes()).length).toBe(before);
  });

  it('is audited as the same data set is on this machine', async () => {
    await writeFile(
      at('plan.yaml'),
      stringify({
        ...{ name: 'mine', preset: 'screening', dataset: 'mine', probes: ['direct'], policy: { resamples: 200 } },
        scoring: { views: 1, retainSubjects: 2, maxNewTokens: 4 },
        checkpoints: [
          { name: 'idk-few', role: 'target' },
          { name: 'reference-b', role: 'reference' },
        ],
      }),
    );
    for (const name of ['idk-few', 'reference-b'])
      await client.createCheckpoint({ project, body: { name, source: { kind: 'built-in', name } } });
    worker = await startTestWorker(server.environment);
    expect((await here('dataset', 'import', at('mine', 'people.jsonl'), '--name', 'mine')).code).toBe(0);
    const onServer = await run('audit', 'run', at('plan.yaml'), '--json');
    const onThisMachine = await here('audit', 'run', at('plan.yaml'), '--workers', '1', '--json');
    expect(onServer.code, onServer.stderr).toBe(onThisMachine.code);
    const { report } = parsed(onServer);
    expect(parsed(onServer)).toEqual({ ...parsed(onThisMachine), report });
  });

  it('is refused with the row that is wrong, whoever sends it, without repeating whom it is about', async () => {
    const header = JSON.stringify({
      ...{ schema: 'palimpsest.dataset/1', id: 'bad', digest: 'a'.repeat(64) },
      createdFrom: { name: 'people.jsonl', sha256: 'b'.repeat(64) },
    });
    const items = '{"subjectId":"Mallory","answr":"Lisbon"}\n';
    const send = (text: string, digest = sha256(text)) =>
      client.sendDatasetFile({ project, dataset: 'bad', sha256: digest, body: Buffer.from(text) });
    const register = () => {
      const source = { kind: 'upload', header: sha256(header), items: sha256(items) } as const;
      return client.createDataset({ project, body: { id: 'bad', source } });
    };
    await expect(send(header, 'c'.repeat(64))).rejects.toMatchObject({ status: 409 });
    await send(header);
    await expect(register()).rejects.toMatchObject({ status: 422, detail: expect.stringContaining('items.jsonl') });
    await send(items);
    const refused: unknown = await register().catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 422, detail: expect.stringContaining('items.jsonl, row 1') });
    expect(String(refused)).not.toMatch(/Mallory|Lisbon/);
  });

  it('takes no further file once it is registered', async () => {
    const body = Buffer.from('more');
    const sent = client.sendDatasetFile({ project, dataset: 'mine', sha256: sha256('more'), body });
    await expect(sent).rejects.toMatchObject({ status: 409 });
  });

  it('is gone for good when it is erased; what was found out stays', async () => {
    const erased = await client.eraseDataset({ project, dataset: 'mine' });
    expect(erased).toMatchObject({ items: chosen.length, erasedAt: expect.any(String) });
    expect(await client.eraseDataset({ project, dataset: 'mine' })).toEqual(erased);
    const { items: plans } = await client.listPlans({ project });
    const again = client.createAudit({ project, body: { plan: plans[0]?.digest ?? '' } });
    await expect(again).rejects.toMatchObject({ status: 410 });
    expect((await run('dataset', 'import', at('mine', 'people.jsonl'), '--name', 'mine')).code).toBe(1);
    const { items: audits } = await client.listAudits({ project });
    expect(audits[0]).toMatchObject({ state: 'complete', verdict: expect.any(String) });
    expect(await client.verifyLog({ project })).toMatchObject({ intact: true });
  });
});
