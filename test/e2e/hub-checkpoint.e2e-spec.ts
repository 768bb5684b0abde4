/** `palimpsest model add hf:…`: from a hub to a registered checkpoint, by a command that is killed on the way. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtInCheckpoints, type BuiltInCheckpoint } from '@palimpsest/zoo';
import { silentAt } from '../../apps/cli/src/hub/testing/hub-troubles.js';
import { StandInHub } from '../../apps/cli/src/hub/testing/stand-in-hub.js';
import { startPalimpsest, type Ended, type Running } from '../support/command-line.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { snapshot } from '../support/state.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const commit = 'beef'.padEnd(40, '0');
const address = 'hf:acme/idk-few@v1';
const token = 'hf_of-a-test';
let folder: string;
let hub: StandInHub;
let shipped: BuiltInCheckpoint;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palimpsest-hub-'));
  hub = new StandInHub();
  await hub.start();
  hub.token = token;
  shipped = (await builtInCheckpoints()).find(({ name }) => name === 'idk-few')!;
  const names = await readdir(shipped.folder, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string) => [path.slice(shipped.folder.length + 1), await readFile(path)] as const;
  const files = Object.fromEntries(await Promise.all(paths.map(read)));
  hub.publish('acme/idk-few', {
    commit,
    revisions: ['main', 'v1'],
    files: { ...files, 'model.bin': Buffer.from('x') },
  });
});
afterAll(async () => {
  hub.close();
  await rm(folder, { recursive: true, force: true });
});

function start(argv: readonly string[], more: Readonly<Record<string, string>> = {}): Running {
  const hosts = { HF_ENDPOINT: hub.endpoint, PALIMPSEST_HUB_HOSTS: hub.hosts.join(',') };
  return startPalimpsest(argv, folder, { ...hosts, HF_TOKEN: token, ...more });
}
const run = (...argv: string[]): Promise<Ended> => start(argv).ended;
const add = (name: string, ...more: string[]) => ['model', 'add', address, '--name', name, ...more];
const place = () => join(folder, '.palimpsest', 'hub', 'acme', 'idk-few', commit);

describe('model add hf:<org>/<name>', () => {
  it('goes on after Ctrl-C and after a kill, and fetches nothing again that was there', async () => {
    const [largest] = shipped.files.toSorted((a, b) => b.bytes - a.bytes);
    const { path, bytes } = largest!;
    const part = join(place(), 'fp32.part', `${path}.part`);
    const size = () => stat(part).then((found) => found.size, () => 0); // prettier-ignore
    const others = shipped.files.filter((file) => file !== largest).map((file) => join(place(), 'fp32', file.path));
    const arrived = async (upTo: number) => {
      const there = await Promise.all([...others.map((other) => stat(other).catch(() => null)), size()]);
      return !there.includes(null) && there.at(-1) === upTo ? true : null;
    };
    for (const [signal, upTo] of [
      ['SIGINT', Math.floor(bytes / 3)],
      ['SIGKILL', Math.floor(bytes / 2)],
    ] as const) {
      hub.trouble(`cdn ${path}`, silentAt(upTo));
      const adding = start(add('vendor'));
      await adding.until(() => arrived(upTo));
      adding.signalAll(signal);
      const ended = await adding.ended;
      expect(ended.stdout).toBe('');
      if (signal === 'SIGINT')
        expect(ended).toMatchObject({ code: 130, stderr: expect.stringContaining('the same command goes on') });
    }
    expect(await run('model', 'list', '--json')).toMatchObject({ stdout: expect.not.stringContaining('vendor') });

    const before = hub.asked.length;
    const ended = await run(...add('vendor'));
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringContaining('vendor: done in') });
    expect(ended.stdout).toContain(`From hf:acme/idk-few@${commit} (v1), fp32`);
    const asked = hub.asked.slice(before).filter(({ what }) => what !== 'tree' && what !== 'revision');
    expect(asked.map(({ server, what, headers }) => [server, what, headers.range])).toEqual([
      ['hub', path, `bytes=${Math.floor(bytes / 2)}-`],
      ['cdn', path, `bytes=${Math.floor(bytes / 2)}-`],
    ]);
    expect(hub.log).not.toContain('hub model.bin');
    expect((await readdir(place())).sort()).toEqual(['fp32', 'fp32.json']);
  });

  it('remembers the commit with the name, and has a checkpoint like any other', async () => {
    const shown = await run('model', 'show', 'vendor', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      digest: shipped.digest,
      hub: { repository: 'acme/idk-few', revision: 'v1', commit, variant: 'fp32' },
    });
    expect((await run('model', 'show', 'vendor')).stdout).toContain(`hf:acme/idk-few@${commit} (v1), fp32`);
    const doctor = await run('doctor', 'vendor', '--json');
    expect(JSON.parse(doctor.stdout)).toMatchObject({ digest: shipped.digest, gradients: true });
  });

  it('downloads nothing twice, and needs no hub when it is offline', async () => {
    const asked = hub.asked.length;
    expect(await run(...add('vendor-again'))).toMatchObject({ code: 0, stderr: '' });
    expect(hub.log.slice(asked)).toEqual(['hub revision']);
    expect(await start(add('vendor-offline'), { HF_HUB_OFFLINE: '1' }).ended).toMatchObject({ code: 0 });
    const elsewhere = start(['model', 'add', 'hf:acme/other', '--name', 'x'], { PALIMPSEST_OFFLINE: '1' });
    expect(await elsewhere.ended).toMatchObject({
      ...{ code: 1, stdout: '' },
      stderr: expect.stringMatching(/^error: acme\/other@main was never downloaded, and nothing is fetched now;.*\n$/),
    });
    expect(hub.asked).toHaveLength(asked + 1);
  });

  it('refuses, on one line and without the token, what it cannot have', async () => {
    const before = await snapshot(join(folder, '.palimpsest'));
    const asked = hub.asked.length;
    const refusals: [Running, RegExp][] = [
      [start(add('../x')), /^error: --name: /],
      [start(add('x', '--dtype', 'fp17')), /^error: --dtype fp17: choose one of fp32, fp16, /],
      [start(['model', 'add', 'hf:acme', '--name', 'x']), /^error: hf:acme: expected hf:<org>\/<name>/],
      [
        start(['model', 'add', shipped.folder, '--name', 'x', '--dtype', 'fp16']),
        /_fp16\.onnx is missing; .* holds fp32: choose/,
      ],
      [start(add('x'), { PALIMPSEST_HUB_HOSTS: 'example.org' }), /^error: .* not among the hosts that may be asked/],
    ];
    for (const [running, message] of refusals) {
      const { code, stdout, stderr } = await running.ended;
      expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
      expect(stderr).toMatch(message);
    }
    expect(hub.asked).toHaveLength(asked);
    const gated = await start(add('x', '--verbose'), { HF_TOKEN: 'hf_other-secret' }).ended;
    expect(gated.stderr).toContain('HF_TOKEN does not open it');
    expect(gated.stderr).not.toContain('hf_other-secret');
    expect(await snapshot(join(folder, '.palimpsest'))).toEqual(before);
  });

  it('is downloaded here and sent from here with --server', async () => {
    const server: TestServer = await startTestServer();
    try {
      await server.app.listen(0, '127.0.0.1');
      const url = (await server.app.getUrl()).replace('[::1]', '127.0.0.1');
      const there = { PALIMPSEST_API_KEY: server.adminKey };
      expect(await start(['project', 'add', 'acme', '--title', 'ACME', '--server', url], there).ended).toMatchObject({
        code: 0,
      });
      const ended = await start(add('vendor', '--server', url, '--project', 'acme', '--json'), there).ended;
      expect(ended).toMatchObject({ code: 0 });
      expect(JSON.parse(ended.stdout)).toMatchObject({ digest: shipped.digest, hub: { commit } });
      const shown = await start(['model', 'show', 'vendor', '--server', url, '--project', 'acme', '--json'], there)
        .ended;
      expect(JSON.parse(shown.stdout)).toMatchObject({ digest: shipped.digest, source: 'upload' });
    } finally {
      await server.close();
    }
  });
});
