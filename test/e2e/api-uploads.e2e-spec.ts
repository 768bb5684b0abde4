import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInCheckpoints } from '@palimpsest/zoo';
import request from 'supertest';
import type { App } from 'supertest/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { materialise } from '../../apps/worker/src/materialise.js';
import { checkpoints } from '@palimpsest/persistence';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  for (const id of ['mine', 'theirs']) await api().post('/api/v1/projects').send({ id, title: id }).expect(201);
});
afterAll(() => server.close());

const api = () => request.agent(server.app.getHttpServer() as App).auth(server.adminKey, { type: 'bearer' });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function begin(bytes: number, project = 'mine'): Promise<string> {
  const made = await api().post(`/api/v1/projects/${project}/uploads`).send({ bytes }).expect(201);
  return made.headers['location'] as string;
}

const send = (url: string, offset: number, bytes: Uint8Array) =>
  api().patch(url).query({ offset }).type('application/octet-stream').send(Buffer.from(bytes));

/** In two pieces. @returns the digest */
async function upload(bytes: Uint8Array, project = 'mine'): Promise<string> {
  const url = await begin(bytes.length, project);
  const half = Math.floor(bytes.length / 2);
  await send(url, 0, bytes.subarray(0, half)).expect(200);
  await send(url, half, bytes.subarray(half)).expect(200);
  const digest = sha256(bytes);
  await api().post(`${url}/finish`).send({ sha256: digest }).expect(200, { sha256: digest, bytes: bytes.length });
  return digest;
}

describe('an upload', () => {
  const bytes = Buffer.from('0123456789');

  it('goes on where it was, says where that is, and refuses bytes from elsewhere', async () => {
    const url = await begin(bytes.length);
    await send(url, 0, bytes.subarray(0, 4)).expect(200);
    const conflict = await send(url, 7, bytes.subarray(7)).expect(409);
    expect(conflict.body).toMatchObject({
      type: '/problems/conflict',
      detail: expect.stringContaining('byte 4') as string,
    });
    expect((await api().get(url).expect(200)).body).toMatchObject({ offset: 4, bytes: 10 });
    await send(url, 4, bytes.subarray(4)).expect(200);
    const wrong = await api()
      .post(`${url}/finish`)
      .send({ sha256: 'a'.repeat(64) })
      .expect(409);
    expect((wrong.body as { detail: string }).detail).toContain('Nothing was kept');
  });

  it('takes bytes as bytes only, and not more than it announced', async () => {
    const url = await begin(4);
    await api().patch(url).query({ offset: 0 }).send({ a: 1 }).expect(415);
    await send(url, 0, bytes).expect(413);
  });

  it('is not there for another project, nor is what became of it', async () => {
    const url = await begin(bytes.length);
    await api().get(url.replace('/mine/', '/theirs/')).expect(404);
    const digest = await upload(Buffer.from('{"model_type":"llava"}'));
    const body = { name: 'stolen', source: { kind: 'upload', files: [{ path: 'config.json', sha256: digest }] } };
    const refused = await api().post('/api/v1/projects/theirs/checkpoints').send(body).expect(422);
    expect((refused.body as { detail: string }).detail).toContain('upload these first: config.json');
  });

  it('can be thrown away', async () => {
    const url = await begin(3);
    await api().delete(url).expect(204);
    await api().get(url).expect(404);
  });
});

describe('a checkpoint from uploaded files', () => {
  it('is the checkpoint that was uploaded: same digest, same folder', async () => {
    const [shipped] = (await builtInCheckpoints()).filter(({ name }) => name === 'idk-few');
    const { folder, files: manifest, digest } = shipped as NonNullable<typeof shipped>;
    const files = [];
    for (const { path } of manifest) files.push({ path, sha256: await upload(readFileSync(join(folder, path))) });
    const body = { name: 'vendor', source: { kind: 'upload', files } };
    const made = await api().post('/api/v1/projects/mine/checkpoints').send(body).expect(201);
    expect(made.body).toMatchObject({ name: 'vendor', digest, source: 'upload', family: 'llava' });
    const row = await checkpoints(server.profile.database, 'mine').find('vendor');
    const { local } = server.profile.storage as NonNullable<typeof server.profile.storage>;
    const cache = join(server.folder, 'cache');
    const [made1, made2] = await Promise.all([materialise(row!, local, cache), materialise(row!, local, cache)]);
    expect(made1).toBe(made2);
    for (const { path } of manifest)
      expect(sha256(readFileSync(join(made1, path)))).toBe(sha256(readFileSync(join(folder, path))));
  });

  it.each([
    ['../config.json', 'expected a relative path'],
    ['a/../../b', 'expected a relative path'],
    ['/etc/passwd', 'expected a relative path'],
    ['a\u0000b', 'expected a relative path'],
  ])('refuses the path %j', async (path, reason) => {
    const body = { name: 'x', source: { kind: 'upload', files: [{ path, sha256: 'a'.repeat(64) }] } };
    const refused = await api().post('/api/v1/projects/mine/checkpoints').send(body).expect(422);
    expect(JSON.stringify(refused.body)).toContain(reason);
  });

  it('refuses a family that audits do not know', async () => {
    const config = await upload(Buffer.from('{"model_type":"gpt2"}'));
    const body = { name: 'x', source: { kind: 'upload', files: [{ path: 'config.json', sha256: config }] } };
    const refused = await api().post('/api/v1/projects/mine/checkpoints').send(body).expect(422);
    expect((refused.body as { detail: string }).detail).toContain('model_type is "gpt2"');
  });
});

describe('a server without storage', () => {
  it('says so, and what its operator does', async () => {
    const bare = await startTestServer({ environment: { ...server.environment, PALIMPSEST_STORAGE: '' } });
    try {
      const agent = request.agent(bare.app.getHttpServer() as App).auth(server.adminKey, { type: 'bearer' });
      const refused = await agent.post('/api/v1/projects/mine/uploads').send({ bytes: 3 }).expect(503);
      expect(refused.body).toMatchObject({ type: '/problems/not-ready' });
      expect((refused.body as { detail: string }).detail).toContain('PALIMPSEST_STORAGE');
    } finally {
      await bare.close();
    }
  });
});
