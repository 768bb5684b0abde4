/** The command line as a thin client: the same commands, the same verdict, on a server. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, stat, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClient, items, type Client } from '@palimpsest/client';
import { canonicalJson } from '@palimpsest/contracts';
import { readSigner } from '@palimpsest/evidence';
import { idempotentRequests } from '@palimpsest/persistence';
import { stringify } from 'yaml';
import { startPalimpsest, type Ended, type Running } from '../support/command-line.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { startTestWorker, type TestWorker } from '../support/worker.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const plan = {
  ...{ name: 'thin', preset: 'screening', dataset: 'people-published', probes: ['direct'] },
  scoring: { views: 1, retainSubjects: 2, maxNewTokens: 4 },
  policy: { resamples: 200 },
  checkpoints: [
    { name: 'idk-few', role: 'target' },
    { name: 'reference-b', role: 'reference' },
  ],
};

let server: TestServer;
let worker: TestWorker | null = null;
let url: string;
let client: Client;
let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);

function start(argv: readonly string[], variables: Readonly<Record<string, string>> = {}, input = ''): Running {
  return startPalimpsest(argv, folder, { XDG_CONFIG_HOME: at('config'), ...variables }, input);
}
const run = (...argv: string[]): Promise<Ended> => start(argv).ended;
const onServer = (...argv: string[]): Promise<Ended> => run(...argv, '--server', url, '--project', 'acme');
const parsed = (ended: Ended) => JSON.parse(ended.stdout) as Record<string, unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-thin-'));
  await writeFile(at('plan.yaml'), stringify(plan));
  server = await startTestServer();
  await server.app.listen(0, '127.0.0.1');
  const { port } = (server.app.getHttpServer() as ReturnType<typeof createServer>).address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  client = createClient({ server: url, key: server.adminKey });
  await client.createProject({ body: { id: 'acme', title: 'ACME' } });
});
afterAll(async () => {
  await worker?.stop();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('login', () => {
  it('is asked for before a server is', async () => {
    const ended = await onServer('audit', 'list');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toBe(
      `error: You are not logged in to ${url}; run palimpsest login --server ${url}, or set PALIMPSEST_API_KEY\n`,
    );
  });

  it('refuses a key that the server does not know, and keeps nothing', async () => {
    const wrong = `${server.adminKey.slice(0, -4)}0000`;
    const ended = await start(['login', '--server', url], {}, `${wrong}\n`).ended;
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^error: This API key is .*palimpsest login/);
    expect(ended.stderr).not.toContain(wrong);
    await expect(stat(at('config', 'palimpsest', 'servers.json'))).rejects.toThrow('ENOENT');
  });

  it('keeps a good key where only the user can read it, and never prints it', async () => {
    await writeFile(at('key.txt'), `${server.adminKey}\n`);
    const ended = await run('login', '--server', `${url}/`, '--key-file', 'key.txt', '--project', 'acme');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^Logged in to http:\S+ as key [0-9a-f]{16}: admin, project acme\n$/);
    const file = at('config', 'palimpsest', 'servers.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      servers: [{ server: url, key: server.adminKey, project: 'acme' }],
    });
  });

  it('is not used when others can read it', async () => {
    const file = at('config', 'palimpsest', 'servers.json');
    await chmod(file, 0o644);
    expect((await run('audit', 'list', '--server', url)).stderr).toMatch(/others can read it; run chmod 600/);
    await chmod(file, 0o600);
  });
});

describe('a command with --server', () => {
  it('registers what a plan names, and lists it', async () => {
    for (const name of ['idk-few', 'reference-b']) {
      expect(await onServer('model', 'add', '--built-in', name, '--name', name)).toMatchObject({ code: 0, stderr: '' });
    }
    const people = 'people-published';
    expect(await onServer('dataset', 'import', '--built-in', people, '--name', people)).toMatchObject({ code: 0 });
    const models = JSON.parse((await onServer('model', 'list', '--json')).stdout) as readonly object[];
    const local = JSON.parse((await run('model', 'show', 'idk-few', '--json')).stdout) as { digest: string };
    expect(models).toHaveLength(2);
    expect(models[0]).toMatchObject({ name: 'idk-few', digest: local.digest, source: 'built-in' });
    expect((await onServer('model', 'show', 'idk-few')).stdout).toContain('onnx/');
    expect((await onServer('dataset', 'show', people)).stdout).toMatch(/forget +48 +1152/);
    expect((await onServer('dataset', 'list')).stdout).toMatch(/people-published +built-in/);
  });

  it('shows the same plug-ins as this machine', async () => {
    const [here, there] = [await run('plugins', 'list', '--json'), await onServer('plugins', 'list', '--json')];
    const withoutNeeds = (text: string) =>
      (JSON.parse(text) as readonly object[]).map((plugin) => ({ ...plugin, needs: null }));
    expect(withoutNeeds(there.stdout)).toEqual(withoutNeeds(here.stdout));
  });

  it('says in one line what the server refuses', async () => {
    const ended = await onServer('model', 'add', '--built-in', 'idk-fev', '--name', 'x');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toBe('error: Built-in checkpoint idk-fev is not here. List them to see what there is.\n');
  });

  it('makes projects and lists them', async () => {
    expect(await onServer('project', 'add', 'beta', '--title', 'Beta models')).toMatchObject({
      ...{ code: 0, stderr: '', stdout: 'Made project beta: name it with --project beta\n' },
    });
    expect((await onServer('project', 'add', 'beta')).stderr).toMatch(/^error: .*beta/);
    expect((await onServer('project', 'list')).stdout).toMatch(
      /^project +title +made\nacme +ACME +\d{4}.*\nbeta +Beta models/,
    );
    const projects = JSON.parse((await run('project', 'list', '--server', url, '--json')).stdout) as readonly object[];
    expect(projects).toMatchObject([{ id: 'acme' }, { id: 'beta', title: 'Beta models' }]);
    expect((await run('project', 'list')).stderr).toBe(
      'error: Say which server: --server <address>, or PALIMPSEST_SERVER\n',
    );
  });

  it('keeps requests to be erased as this machine does', async () => {
    const given = [
      '--profile',
      'eu',
      '--received',
      '2026-01-31',
      '--subject',
      'S-0123456789ab',
      '--checkpoint',
      'idk-few',
    ];
    const due = ['request', 'due', '--on', '2026-05-01'];
    for (const argv of [
      ['request', 'add', 'r-1', ...given],
      ['request', 'extend', 'r-1', '--on', '2026-02-10', '--reason', 'three models to retrain', '--json'],
    ])
      expect(await onServer(...argv), argv.join(' ')).toEqual(await run(...argv));
    const there = await onServer(...due);
    expect(there).toEqual(await run(...due));
    expect(there).toMatchObject({ code: 100, stderr: '' });
  });

  it('says what is done on this machine only', async () => {
    expect((await onServer('zoo', 'list')).stderr).toBe(
      'error: palimpsest zoo list works on this machine only; leave --server away\n',
    );
  });

  it('sends the key neither in the clear to another machine nor to where a server redirects', async () => {
    const plain = await run('audit', 'list', '--server', 'http://192.0.2.1');
    expect(plain).toMatchObject({ code: 1, stderr: expect.stringContaining('use https') as string });
    const asked: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const target = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    const bouncing = createServer((_, response) => response.writeHead(302, { location: target }).end());
    bouncing.listen(0, '127.0.0.1');
    await once(bouncing, 'listening');
    const bounce = `http://127.0.0.1:${(bouncing.address() as AddressInfo).port}`;
    const ended = await start(['plugins', 'list', '--server', bounce, '--project', 'acme'], {
      PALIMPSEST_API_KEY: server.adminKey,
    }).ended;
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('redirects to') as string });
    expect(asked).toEqual([]);
    for (const open of [elsewhere, bouncing]) open.close();
  });
});

describe('a request that is sent again while the first is worked on', () => {
  it('is told to wait, and the client does', async () => {
    const body = { id: 'twice', title: 'Twice' };
    const at = { caller: (await client.readCaller()).actor, key: 'the-same' };
    const request = canonicalJson(['POST', '/api/v1/projects', body]);
    const kept = idempotentRequests(server.profile.database);
    expect(await kept.begin(at, createHash('sha256').update(request).digest('hex'))).toBe('new');
    const response = await fetch(`${url}/api/v1/projects`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${server.adminKey}`, 'idempotency-key': at.key },
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([409, '1']);
  });
});

describe('an audit with --server', () => {
  let audited: string;

  it('goes on after Ctrl-C, is cancelled, resumed, and gives the verdict that it gives here', async () => {
    const watching = start(['audit', 'run', 'plan.yaml', '--server', url]);
    const id = await watching.until(async () => {
      for await (const audit of items(client.listAudits, { project: 'acme' })) return audit.id;
      return null;
    });
    watching.signalAll('SIGINT');
    const left = await watching.ended;
    expect(left.code).toBe(130);
    expect(left.stderr).toContain(`palimpsest audit `);
    expect(['queued', 'running']).toContain((await client.readAudit({ project: 'acme', audit: id })).state);

    expect(await onServer('audit', 'cancel', id)).toMatchObject({ code: 0, stderr: '' });
    const list = JSON.parse((await onServer('audit', 'list', '--json')).stdout) as readonly object[];
    expect(list).toMatchObject([{ audit: id, state: 'cancelled', verdict: null }]);

    worker = await startTestWorker(server.environment);
    const there = await run('audit', 'run', 'plan.yaml', '--server', url, '--json');
    const here = await run('audit', 'run', 'plan.yaml', '--workers', '1', '--json');
    expect([there.code, there.stderr.includes('thin: done in')]).toEqual([here.code, true]);
    const report = `${url}/api/v1/projects/acme/audits/${id}/report`;
    expect(parsed(there)).toEqual({
      ...parsed(here),
      audit: id,
      report: { html: `${report}.html`, json: report, pdf: `${report}.pdf`, withheld: null },
    });

    const joined = await onServer('audit', 'resume', id);
    const local = await run('audit', 'resume', id);
    expect(joined.code).toBe(there.code);
    expect(joined.stdout.split('\nReport:')[0]).toBe(local.stdout.split('\nReport:')[0]);

    const argv = ['report', 'export', id, '--format', 'json', '--reproducible'];
    expect(parsed(await onServer(...argv))).toEqual(parsed(await run(...argv)));
    expect((await onServer('report', 'export', id, '-o', 'there.html')).code).toBe(0);
    expect(await readFile(at('there.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect((await onServer('audit', 'show', id)).stdout).toBe((await run('audit', 'show', id)).stdout);

    expect((await onServer('report', 'export', id, '--profile', 'eu', '-o', 'filed.html')).code).toBe(0);
    expect(await readFile(at('filed.html'), 'utf8')).toContain('Art. 17');
    audited = id;
  });

  it('is handed over as evidence: signed there, verified here, as a file and as a folder', async () => {
    const id = audited;
    const { publicKey, keyId } = await readSigner(server.environment['PALIMPSEST_SIGNING_KEY'] ?? '');
    await writeFile(at('server.pub.pem'), publicKey);
    const own = await onServer('evidence', 'export', id, '-o', 'x.tar', '--key', 'server.pub.pem');
    expect(own).toMatchObject({ code: 1, stderr: expect.stringContaining('signs with its own key') as string });

    const exported = await onServer('evidence', 'export', id, '-o', 'evidence.tar', '--json');
    expect(exported).toMatchObject({ code: 0, stderr: expect.stringContaining('done in') as string });
    expect(parsed(exported)).toMatchObject({
      ...{ audit: id, folder: 'evidence.tar', form: 'redacted', keyId, omitted: [] },
      logged: { sequence: expect.any(Number) as number, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    const unpacked = await onServer('evidence', 'export', id, '-o', 'evidence', '--unredacted');
    expect(unpacked).toMatchObject({ code: 0, stdout: expect.stringContaining('shows people\nlogged as') as string });
    for (const evidence of ['evidence.tar', 'evidence']) {
      const verified = await run('verify', evidence, '--key', 'server.pub.pem', '--json');
      expect(verified.code).toBe(0);
      const checks = parsed(verified)['checks'] as readonly { id: string; state: string; details: string[] }[];
      expect(checks.filter(({ state }) => state !== 'passed').map(({ id: check }) => check)).toEqual([
        'annex',
        'timestamps',
      ]);
      expect(checks.find(({ id: check }) => check === 'identity')?.details[0]).toContain('2 of them file by file');
      expect(checks.find(({ id: check }) => check === 'log')?.details[0]).toMatch(
        /\d+ entries in a row, [5-9] of them/,
      );
    }

    const bytes = await readFile(at('evidence.tar'));
    await writeFile(at('cut.tar'), bytes.subarray(0, 5_000));
    expect(await run('verify', 'cut.tar')).toMatchObject({
      ...{ code: 1, stdout: '', stderr: expect.stringMatching(/^error: cut\.tar: .*download it again\n$/) as string },
    });
    expect(await onServer('evidence', 'export', id, '-o', 'evidence.tar')).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('evidence.tar is there already') as string },
    });
  });

  it('is filed for a request that the server keeps', async () => {
    const [audit] = (await client.listAudits({ project: 'acme' })).items;
    const filed = ['report', 'export', audit?.id ?? '', '--profile', 'eu', '--request', 'r-1'];
    expect(parsed(await onServer(...filed, '--format', 'json'))).toMatchObject({
      filing: { requests: [{ request: { id: 'r-1' }, standing: 'overdue' }] },
    });
    expect((await onServer(...filed, '-o', 'filed.html')).code).toBe(0);
    expect(await readFile(at('filed.html'), 'utf8')).toContain('r-1');
  });
});

describe('logout', () => {
  it('forgets the key', async () => {
    expect(await run('logout', '--server', url)).toMatchObject({ code: 0, stderr: '' });
    expect((await run('logout', '--server', url)).stderr).toBe(`error: You are not logged in to ${url}\n`);
  });
});
