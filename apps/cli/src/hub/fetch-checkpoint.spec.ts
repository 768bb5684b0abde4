import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { snapshot } from '../../../../test/support/state.js';
import { fetchCheckpoint, type FetchOptions } from './fetch-checkpoint.js';
import { parseHubAddress } from './hub-address.js';
import { hubConnection } from './hub-connection.js';
import type { HubSettings } from './hub-settings.js';
import { brokenAt, other, redirectTo, status } from './testing/hub-troubles.js';
import { StandInHub, type ListedEntry } from './testing/stand-in-hub.js';

const commit = 'c0ffee'.padEnd(40, '0');
const text = (content: string) => Buffer.from(content);
const graph = text('graph '.repeat(100));
const weights = Buffer.alloc(5000, 'weights ');
const files = {
  'config.json': text('{}'),
  'preprocessor_config.json': text('{"a":1}'),
  'tokenizer.json': text('{"b":2}'),
  'tokenizer_config.json': text('{"c":3}'),
  'chat_template.jinja': text('{{ messages }}'),
  'onnx/vision_encoder.onnx': graph,
  'onnx/embed_tokens.onnx': graph,
  'onnx/decoder_model_merged.onnx': graph,
  'onnx/decoder_model_merged.onnx_data': weights,
};
const unwanted = {
  'README.md': text('a card'),
  'pytorch_model.bin': text('a pickle'),
  'modeling_custom.py': text('code'),
  'onnx/decoder_model_merged_fp16.onnx': graph,
};

let state: string;
let hub: StandInHub;
let shown: string[];
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'palimpsest-hub-'));
  hub = new StandInHub();
  await hub.start();
  hub.publish('acme/llava', { commit, revisions: ['main', 'refs/pr/1'], files: { ...unwanted, ...files } });
  shown = [];
});
afterEach(async () => {
  hub.close();
  await rm(state, { recursive: true });
});

const settings = (more: Partial<HubSettings> = {}): HubSettings => ({
  ...{ endpoint: hub.endpoint, hosts: hub.hosts, token: null, offline: false },
  ...more,
});
function get(address = 'hf:acme/llava', more: Partial<HubSettings> = {}, options: Partial<FetchOptions> = {}) {
  const used = settings(more);
  return fetchCheckpoint(parseHubAddress(address), {
    ...{ state, settings: used, ask: hubConnection(used), variant: 'fp32', signal: new AbortController().signal },
    ...{ patience: { failures: 3, waitMs: 1 } },
    progress: (total) => ({
      update: (done) => void shown.push(`${done}/${total}`),
      skipTo: (done) => void shown.push(`skip ${done}/${total}`),
      finish: () => {},
    }),
    ...options,
  });
}
const held = () => snapshot(join(state, 'hub', 'acme', 'llava', commit, 'fp32'));
const contentRequests = () => hub.log.filter((line) => !/^hub (revision|tree)$/.test(line));

describe('fetchCheckpoint', () => {
  it('takes the files of the layout from the commit that the revision is, and nothing else', async () => {
    const fetched = await get('hf:acme/llava@refs/pr/1');
    expect(fetched.origin).toEqual({ repository: 'acme/llava', revision: 'refs/pr/1', commit, variant: 'fp32' });
    expect(Object.keys(await snapshot(fetched.folder))).toEqual(Object.keys(files).sort());
    for (const [path, content] of Object.entries(files))
      expect(await readFile(join(fetched.folder, path))).toEqual(content);
    const total = Object.values(files).reduce((sum, { length }) => sum + length, 0);
    expect([shown[0], shown.at(-1)]).toEqual([`skip 0/${total}`, `${total}/${total}`]);
  });

  it('downloads nothing the second time, and asks nothing at all for a commit', async () => {
    await get();
    const asked = hub.asked.length;
    await get();
    expect(hub.log.slice(asked)).toEqual(['hub revision']);
    await get(`hf:acme/llava@${commit}`);
    expect(hub.asked).toHaveLength(asked + 1);
  });

  it('downloads again what was damaged here, and only that', async () => {
    const { folder } = await get();
    const before = await held();
    await writeFile(join(folder, 'config.json'), '[]');
    const asked = hub.asked.length;
    await get();
    expect(hub.log.slice(asked)).toEqual(['hub revision', 'hub config.json']);
    expect(await held()).toEqual(before);
  });

  it('opens graphs of another variant under the name that graphs have', async () => {
    const data = 'onnx/vision_encoder_fp16.onnx_data';
    const half = Object.fromEntries(
      ['vision_encoder', 'embed_tokens', 'decoder_model_merged'].map((part) => [`onnx/${part}_fp16.onnx`, graph]),
    );
    hub.publish('acme/llava', { commit, revisions: ['main'], files: { ...files, ...half, [data]: weights } });
    const { folder } = await get('hf:acme/llava', {}, { variant: 'fp16' });
    expect(Object.keys(await snapshot(folder)).filter((path) => path.startsWith('onnx/'))).toEqual([
      'onnx/decoder_model_merged.onnx',
      'onnx/embed_tokens.onnx',
      'onnx/vision_encoder.onnx',
      data,
    ]);
  });

  it('says what a repository lacks', async () => {
    await expect(get('hf:acme/llava', {}, { variant: 'q4' })).rejects.toThrow(
      'repository acme/llava at c0ffee000000 lacks onnx/vision_encoder_q4.onnx, onnx/embed_tokens_q4.onnx, onnx/decoder_model_merged_q4.onnx; its weights come as fp32: choose with --dtype',
    );
    hub.publish('acme/llava', { commit, revisions: ['main'], files: unwanted });
    await expect(get()).rejects.toThrow(/lacks config\.json, .*; export the model in the Hugging Face ONNX layout/);
    expect(contentRequests()).toEqual([]);
  });

  it('uses what was downloaded when it is offline, and says what was not', async () => {
    const offline = { offline: true };
    await expect(get('hf:acme/llava', offline)).rejects.toThrow('acme/llava@main was never downloaded, and nothing is');
    await expect(get(`hf:acme/llava@${commit}`, offline)).rejects.toThrow('acme/llava at c0ffee000000 was never');
    expect(hub.asked).toEqual([]);
    const { folder } = await get();
    hub.close();
    expect(await get('hf:acme/llava', offline)).toMatchObject({ folder, origin: { commit } });
    expect(await get(`hf:acme/llava@${commit}`, offline)).toMatchObject({ folder });
    await rm(join(folder, 'tokenizer.json'));
    await expect(get('hf:acme/llava', offline)).rejects.toThrow('7 B of acme/llava at c0ffee000000 were never');
  });

  it('goes on where it was stopped', async () => {
    const data = 'onnx/decoder_model_merged.onnx_data';
    hub.trouble(`cdn ${data}`, brokenAt(3000), status(404));
    await expect(get()).rejects.toThrow(`There is no ${data}`);
    const asked = hub.asked.length;
    await get();
    const again = hub.asked.slice(asked).filter(({ server }) => server === 'cdn');
    expect(again.map(({ what, headers }) => [what, headers.range])).toEqual([[data, 'bytes=3000-']]);
    expect(shown.filter((line) => line.startsWith('skip'))[1]).not.toMatch(/^skip 0\//);
  });

  it('asks anew what a commit holds after a listing that was not true', async () => {
    hub.listed = (entries) => entries.map((entry) => ({ ...entry, oid: '0'.repeat(40) }));
    await expect(get()).rejects.toThrow('other bytes came than the repository lists');
    hub.listed = (entries) => entries;
    await get();
    expect(Object.keys(await held())).toEqual(Object.keys(files).sort());
  });

  it('does not share a folder with another process', async () => {
    const { folder } = await get();
    await rm(join(folder, 'config.json'));
    await writeFile(`${folder}.lock`, String(process.ppid));
    await expect(get()).rejects.toThrow(`Process ${process.ppid} downloads the same; wait for it`);
    await writeFile(`${folder}.lock`, '999999999');
    await get();
  });
});

describe('a hub that refuses', () => {
  it.each([401, 403])('says with status %d who can open the repository', async (code) => {
    hub.trouble('hub revision', status(code), status(code));
    await expect(get()).rejects.toThrow(/is gated, private or not there; .* set HF_TOKEN to a token of yours/);
    await expect(get('hf:acme/llava', { token: 'hf_secret' })).rejects.toThrow(/HF_TOKEN does not open it: ask its/);
  });

  it('has no such repository, or no such revision', async () => {
    await expect(get('hf:acme/lava')).rejects.toThrow('There is no repository acme/lava with revision main');
    await expect(get('hf:acme/llava@v9')).rejects.toThrow('There is no repository acme/llava with revision v9');
  });

  it('is asked again when it says when', async () => {
    hub.trouble('hub revision', status(429, { 'retry-after': '0' }));
    hub.trouble('hub config.json', status(429, { 'retry-after': '0' }), status(503));
    await get();
    hub.trouble('hub revision', status(429, { 'retry-after': '86400' }));
    await expect(get()).rejects.toThrow('the hub asks to come again in 24 h 0 min; run the command again then');
  });
});

describe('a token', () => {
  const token = 'hf_secret';

  it('goes to the endpoint and to nobody else', async () => {
    hub.token = token;
    await get('hf:acme/llava', { token });
    const sent = (server: string) =>
      new Set(hub.asked.filter((asked) => asked.server === server).map(({ headers }) => headers.authorization));
    expect([[...sent('hub')], [...sent('cdn')]]).toEqual([[`Bearer ${token}`], [undefined]]);
  });

  it('does not follow a listing to another host either', async () => {
    hub.trouble('hub tree', (response) => {
      response.setHeader('link', `<http://${hub.hosts[1]}/api/models/acme/llava/tree/${commit}>; rel="next"`);
      return undefined;
    });
    hub.listed = (entries) => entries.slice(0, 3); // one page, so that this link stays
    await expect(get('hf:acme/llava', { token })).rejects.toThrow();
    const elsewhere = hub.asked.filter(({ server }) => server === 'cdn');
    expect(elsewhere).toHaveLength(1);
    expect(elsewhere[0]?.headers.authorization).toBeUndefined();
  });
});

describe('a hostile hub', () => {
  const lying = (path: string, change: (entry: ListedEntry) => Partial<ListedEntry>) => {
    hub.listed = (entries) => entries.map((entry) => (entry.path === path ? { ...entry, ...change(entry) } : entry));
  };

  it.each(['../../escaped.json', '/escaped.json', 'onnx/../../escaped.onnx', 'tokenizer/../../x.json', 'onnx\\x.onnx'])(
    'does not have %s written anywhere',
    async (path) => {
      hub.listed = (entries) => [...entries, { type: 'file', path, size: 1, oid: '0'.repeat(40) }];
      await get();
      expect(Object.keys(await held())).toEqual(Object.keys(files).sort());
      expect(Object.keys(await snapshot(state)).filter((name) => name.includes('escaped'))).toEqual([]);
    },
  );

  it.each<[string, Partial<ListedEntry>, RegExp]>([
    ['no size', { size: -1 }, /does not say size and digest of config\.json/],
    ['a size without bounds', { size: 1e12 }, /config\.json has 1000000000000 bytes; the limit is 268435456/],
    ['no digest', { oid: '../../x' }, /does not say size and digest of config\.json/],
    ['another size', { size: 1 }, /config\.json: the server says 2 bytes, the repository lists 1/],
    ['another digest', { oid: '0'.repeat(40) }, /config\.json: other bytes came than the repository lists/],
  ])('is found out when it lists %s', async (_, lie, message) => {
    lying('config.json', () => lie);
    await expect(get()).rejects.toThrow(message);
    expect(Object.keys(await held())).not.toContain('config.json');
  });

  it('is found out when it lists a file twice, or another commit than was asked for', async () => {
    hub.listed = (entries) => [...entries, ...entries.slice(0, 1)];
    await expect(get()).rejects.toThrow('lists a file twice');
    const other = '1'.repeat(40);
    hub.publish('acme/llava', { commit, revisions: [other], files });
    await expect(get(`hf:acme/llava@${other}`)).rejects.toThrow('the hub names no commit for it');
  });

  it('cannot fill a disk with weights that are not there', async () => {
    lying('onnx/decoder_model_merged.onnx_data', ({ oid }) => ({ lfs: { oid: oid.padEnd(64, '0'), size: 1e12 } }));
    const freeBytes = () => Promise.resolve(5e9);
    await expect(get('hf:acme/llava', {}, { freeBytes })).rejects.toThrow(
      /^1\.0 TB are to come and 5\.0 GB are free on the disk of .*; make room, or choose another --state/,
    );
    expect(contentRequests()).toEqual([]);
  });

  it.each([
    ['http://192.0.2.1/x', 'only https is followed'],
    ['https://192.0.2.1/x', '192.0.2.1, which is not among the hosts that may be asked'],
    ['http://127.0.0.1:1/x', '127.0.0.1:1, which is not among'],
    ['file:///etc/passwd', 'only https is followed'],
    ['', 'without saying where to'],
  ])('does not lead to %j', async (location, message) => {
    hub.trouble('hub onnx/embed_tokens.onnx', redirectTo(location));
    await expect(get()).rejects.toThrow(message);
  });

  it('does not lead in circles, nor through endless answers', async () => {
    hub.trouble('hub config.json', ...Array.from({ length: 9 }, () => redirectTo('config.json', 307)));
    await expect(get()).rejects.toThrow('sends in circles');
    await rm(join(state, 'hub'), { recursive: true });
    hub.trouble('hub tree', (response) => {
      const endless = setInterval(() => response.write(Buffer.alloc(4 * 1024 ** 2, 32)), 1);
      response.writeHead(200).once('close', () => clearInterval(endless));
      return 'answered';
    });
    await expect(get()).rejects.toThrow('answers with more than 33554432 bytes');
  });

  it('is not believed what is no listing', async () => {
    hub.trouble(
      'hub tree',
      other(() => text('<html>')),
    );
    await expect(get()).rejects.toThrow("the hub's answer makes no sense");
  });
});
