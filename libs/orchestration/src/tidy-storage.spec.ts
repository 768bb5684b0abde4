import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionUrl, datasetFiles, datasets, projects, startPostgres } from '@palimpsest/persistence';
import type { Storage } from '@palimpsest/storage';
import { sealedDataset } from './datasets/sealed-dataset.js';
import { openProfile, type Profile } from './profile.js';
import { tidyStorage } from './tidy-storage.js';

const project = 'acme';
const content = Buffer.from('a question about somebody');
const sha256 = createHash('sha256').update(content).digest('hex');
const later = new Date('2100-01-01');

let folder: string;
let server: Awaited<ReturnType<typeof startPostgres>>;
let profile: Profile;
let storage: Storage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'palimpsest-tidy-'));
  server = await startPostgres(folder);
  const environment = {
    PALIMPSEST_DATABASE_URL: connectionUrl(server.connection),
    PALIMPSEST_KEY: Buffer.alloc(32, 1).toString('base64'),
    PALIMPSEST_STORAGE: join(folder, 'storage'),
  };
  profile = await openProfile(
    environment,
    () => {},
    () => 0,
  );
  storage = profile.storage as Storage;
  await projects(profile.database).create({ id: project, title: project });
});
afterAll(async () => {
  await profile.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function send(dataset: string): Promise<string> {
  const ports = { database: profile.database, storage, master: profile.master };
  return (await sealedDataset(ports, { project, dataset }).keep(sha256, Readable.from([content]))).sealed;
}

describe('tidying the storage', () => {
  it('leaves what was begun lately', async () => {
    const sealed = await send('begun');
    const upload = await storage.uploads.create({ bytes: 3 });
    expect(await tidyStorage(profile.database, storage, new Date(0))).toBe(0);
    expect(await storage.blobs.stat(sealed)).not.toBeNull();
    expect(await storage.uploads.offset(upload)).toEqual({ offset: 0, bytes: 3 });
  });

  it('removes what was begun a week ago and never finished, and keeps what is registered', async () => {
    const [begun, registered] = [await send('begun'), await send('registered')];
    const source = { kind: 'upload', header: sha256, items: sha256 } as const;
    const row = { id: 'registered', digest: sha256, source, items: 1, splits: [] };
    await datasets(profile.database, project).add(row);
    expect(await tidyStorage(profile.database, storage, later)).toBe(2); // and the upload from above
    expect(await storage.blobs.stat(begun)).toBeNull();
    expect(await storage.blobs.stat(registered)).not.toBeNull();
    expect(await datasetFiles(profile.database, { project, dataset: 'begun' }).find(sha256)).toBeNull();
    expect(await tidyStorage(profile.database, storage, later)).toBe(0);
  });
});
