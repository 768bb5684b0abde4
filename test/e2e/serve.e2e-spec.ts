/** `palimpsest serve` as its users start it: API, worker and database that come up, come back, and go. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { canonicalJson, routes, type PlanInput, type RouteOutput } from '@palimpsest/contracts';
import { readZooIndex, shippedZoo } from '@palimpsest/zoo';
import { ApiClient } from '../../apps/cli/src/serve/demo/api-client.js';
import { runOverHttp } from '../../apps/cli/src/serve/demo/run-over-http.js';
import { startPalimpsest, type Running } from '../support/command-line.js';
import { below, isAlive, processes, type ListedProcess } from '../support/processes.js';
import { findingsOf } from '../support/state.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const plan: PlanInput = {
  ...{ name: 'tiny', preset: 'demo', dataset: 'people-published' },
  scoring: { views: 1, trainViews: 1, retainSubjects: 2, maxNewTokens: 4 },
  policy: { resamples: 1000 },
  checkpoints: [
    { name: 'idk-few', role: 'target' },
    { name: 'reference-a', role: 'reference' },
  ],
  ...{ probes: ['direct'], detectors: [], defenses: [], controls: { permutedAnswers: 'none' } },
};

interface Ready {
  readonly url: string;
  readonly docs: string;
  readonly key: string | null;
}

let folder: string;
const started: Running[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-serve-'));
});
afterAll(async () => {
  for (const running of started) running.signalAll('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function serve(...argv: readonly string[]): Running {
  const running = startPalimpsest(['serve', '--json', ...argv], folder);
  started.push(running);
  return running;
}
const readyOf = (running: Running): Promise<Ready> =>
  running.until((_, stdout) => (stdout.endsWith('\n') ? (JSON.parse(stdout) as Ready) : null));

/** The application's own process below `palimpsest serve`. */
const app = async (running: Running, name: 'api' | 'worker'): Promise<ListedProcess> =>
  running.until(
    async () =>
      (await below(running.child.pid)).find(({ command }) => command.includes(`apps/${name}/src/main.ts`)) ?? null,
  );

describe('palimpsest serve', () => {
  let running: Running;
  let ready: Ready;
  beforeAll(async () => {
    // A killed worker's steps are given to another one after this time.
    vi.stubEnv('PALIMPSEST_WORKER_LEASE_SECONDS', '4');
    running = serve('--port', '0', '--workers', '2');
    ready = await readyOf(running);
  });

  it('says where it is and, once, the key of the first administrator', async () => {
    expect(ready).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      docs: `${ready.url}/docs`,
      key: expect.stringMatching(/^pal_/) as string,
    });
    expect(await (await fetch(`${ready.url}/health/ready`)).json()).toMatchObject({ status: 'ready' });
    expect((await fetch(ready.docs)).status).toBe(200);
  });

  it('refuses a second one on the same state folder, and the first goes on', async () => {
    const { code, stderr } = await serve('--port', '0').ended;
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toMatch(/^error: .*server\/postgres: process \d+ is using it/);
    expect((await fetch(`${ready.url}/health/ready`)).status).toBe(200);
  });

  it('finishes an audit though worker and API are killed meanwhile, with the findings of `audit run`', async () => {
    await writeFile(join(folder, 'tiny.yaml'), stringify(plan));
    const client = new ApiClient(ready.url, ready.key ?? '', new AbortController().signal);
    const killed: number[] = [];
    const kill = async (name: 'api' | 'worker'): Promise<void> => {
      const { pid } = await app(running, name);
      process.kill(pid, 'SIGKILL');
      killed.push(pid);
    };
    const zoo = await readZooIndex(shippedZoo);
    const kills: Promise<void>[] = [];
    const audit = await runOverHttp(client, { project: 'acme', zoo, plan }, ({ type }) => {
      if (type === 'unit-progress' && kills.length === 0) kills.push(kill('worker'), kill('api'));
    });
    await Promise.all(kills);
    expect(killed).toHaveLength(2);
    expect((await app(running, 'worker')).pid).not.toBe(killed[0]);
    expect((await app(running, 'api')).pid).not.toBe(killed[1]);
    expect(audit).toMatchObject({ state: 'complete', verdict: 'leak' });

    const direct = startPalimpsest(
      ['audit', 'run', 'tiny.yaml', '--state', 'direct', '--workers', '1', '--quiet'],
      folder,
    );
    expect((await direct.ended).code).toBe(100);
    expect(await findingsOverHttp(client, audit.id)).toEqual(await storedFindings(audit.id));
  });

  it('starts a database that died again, and what holds connections to it', async () => {
    const database = (await below(running.child.pid)).find(({ command }) => /\/postgres -D/.test(command));
    process.kill(database?.pid ?? 0, 'SIGKILL');
    await running.until(async (stderr) => {
      if (!stderr.includes('The database ended. Starting it again in 1 s')) return null;
      const { status } = await fetch(`${ready.url}/health/ready`).catch(() => ({ status: 0 }));
      return status === 200 || null;
    });
    const key = `Bearer ${ready.key}`;
    expect((await fetch(`${ready.url}/api/v1/me`, { headers: { authorization: key } })).status).toBe(200);
  });

  it('keeps passwords and keys out of its logs and arguments', async () => {
    const server = join(folder, '.palimpsest', 'server');
    const secrets = [ready.key, await readFile(join(server, 'postgres', 'password'), 'utf8')];
    secrets.push((await readFile(join(server, 'master.key'), 'utf8')).trim());
    const logs = await Promise.all(['api', 'worker'].map((name) => readFile(join(server, `${name}.log`), 'utf8')));
    const commands = (await below(running.child.pid)).map(({ command }) => command);
    for (const secret of secrets) expect([...logs, ...commands].join('\n')).not.toContain(secret);
  });

  it('leaves nothing running after Ctrl-C, and starts again without another key', async () => {
    const before = await below(running.child.pid);
    expect(before.length).toBeGreaterThan(3);
    running.signalAll('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, signal: null });
    const log = await readFile(join(folder, '.palimpsest', 'server', 'worker.log'), 'utf8');
    expect(log.trim().split('\n').at(-1)).toContain('"msg":"stopped"'); // in good order: its database was still there
    expect(before.filter(({ pid }) => isAlive(pid))).toEqual([]);
  });

  it('starts again without another key, and ends at once when told twice', async () => {
    const again = serve('--port', '0');
    expect((await readyOf(again)).key).toBeNull();
    const all = await below(again.child.pid);
    again.child.kill('SIGTERM');
    await again.until((stderr) => stderr.includes('Stopping') || null);
    again.child.kill('SIGTERM');
    await again.ended;
    expect(all.filter(({ pid }) => isAlive(pid))).toEqual([]);
  });

  it('leaves nothing running when it is killed', async () => {
    const again = serve('--port', '0');
    await readyOf(again);
    const all = await below(again.child.pid);
    again.child.kill('SIGKILL');
    await again.ended;
    await vi.waitUntil(() => all.every(({ pid }) => !isAlive(pid)), { timeout: 60_000, interval: 50 });
  });

  /** What a finding is, in one spelling, whoever stores it. */
  async function findingsOverHttp(client: ApiClient, audit: string): Promise<readonly string[]> {
    const all: string[] = [];
    const inAudit = { project: 'acme', audit };
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const route = { ...routes.listFindings, path: `${routes.listFindings.path}?limit=100${query}` };
      const page: RouteOutput<typeof routes.listFindings> = await client.call(route, { params: inAudit });
      all.push(...page.items.map((finding) => canonicalJson(finding)));
      cursor = page.next;
    }
    return all.sort();
  }

  async function storedFindings(audit: string): Promise<readonly string[]> {
    const paths = Object.keys(await findingsOf(join(folder, 'direct'))).filter((path) => path.includes('/findings/'));
    expect(paths.every((path) => path.startsWith(`${audit}/`))).toBe(true);
    const texts = await Promise.all(paths.map((path) => readFile(join(folder, 'direct', 'audits', path), 'utf8')));
    return texts.flatMap((text) => (JSON.parse(text) as unknown[]).map((finding) => canonicalJson(finding))).sort();
  }
});

describe('palimpsest serve, where it cannot', () => {
  it('says that the port is in use, in one line, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await serve('--state', 'elsewhere', '--port', String(port)).ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `error: Port ${port} of 127.0.0.1 is in use. Choose another with --port, or stop what uses it.\n`,
    });
    expect((await processes()).filter(({ command }) => command.includes(join(folder, 'elsewhere')))).toEqual([]);
    other.close();
  });

  it('says which setting does not fit, and tells no key that nobody would hear of', async () => {
    vi.stubEnv('PALIMPSEST_WORKER_LEASE_SECONDS', '0');
    const { code, stdout, stderr } = await serve('--state', 'elsewhere', '--port', '0').ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: The worker did not start: PALIMPSEST_WORKER_LEASE_SECONDS: .*worker\.log\.\n$/);
    vi.stubEnv('PALIMPSEST_WORKER_LEASE_SECONDS', '4');
    const running = serve('--state', 'elsewhere', '--port', '0');
    expect((await readyOf(running)).key).toMatch(/^pal_/);
    running.child.kill('SIGTERM');
    expect((await running.ended).code).toBe(0);
  });
});
