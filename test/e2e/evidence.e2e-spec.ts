/** Evidence from an audit of real checkpoints: exported, verified, tampered with, and searched for what it must not hold. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testAuthority } from '@palimpsest/evidence';
import { openWorkshop, type Workshop } from '../support/workshop.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let shop: Workshop;
let audit: string;
beforeAll(async () => {
  shop = await openWorkshop({ forget: 4, retain: 2, holdout: 2 });
  const plan = await shop.plan({
    name: 'evidence',
    preset: 'screening',
    probes: ['direct', { id: 'noise', params: { epsilon: '8/255', draws: 1 } }],
    checkpoints: [
      { name: 'says-lisbon', role: 'target' },
      { name: 'random-b', role: 'reference' },
    ],
    policy: { resamples: 200 },
  });
  const run = await shop.run('audit', 'run', plan, '--workers', '1', '--json');
  expect([0, 100, 101]).toContain(run.code);
  const { stdout } = await shop.run('audit', 'list', '--json');
  audit = (JSON.parse(stdout) as { audit: string }[])[0]?.audit ?? '';
  expect((await shop.run('keys', 'new', '-o', shop.at('auditor.pem'))).code).toBe(0);
  const exported = await shop.run(
    'evidence',
    'export',
    audit,
    '-o',
    shop.at('evidence'),
    '--key',
    shop.at('auditor.pem'),
  );
  expect(exported).toMatchObject({ code: 0, stderr: '' });
});
afterAll(() => shop.remove());

const verify = (...more: string[]) =>
  shop.run('verify', shop.at('evidence'), '--key', shop.at('auditor.pem.pub'), ...more);

describe('a folder of evidence', () => {
  it('is intact and signed by the auditor, and says what that does not prove', async () => {
    const { code, stdout } = await verify();
    expect(code).toBe(0);
    expect(stdout).toContain('is intact and signed by a key that you trust');
    expect(stdout).toContain('This does not prove');
    const result = JSON.parse((await verify('--json')).stdout) as { checks: { id: string; details: string[] }[] };
    expect(result.checks.find(({ id }) => id === 'identity')?.details[0]).toContain('2 of them file by file');
  });

  it('holds no answer, no name and no picture of anybody to be forgotten', async () => {
    const texts = await Promise.all(
      (await readdir(shop.at('evidence'))).map(async (name) => readFile(join(shop.at('evidence'), name), 'latin1')),
    );
    const forget = shop.items.filter(({ split }) => split === 'forget');
    const secrets = new Set(
      forget.flatMap(({ subjectId, images }) => [subjectId, ...images.map(({ sha256 }) => sha256)]),
    );
    expect(secrets.size).toBeGreaterThan(4);
    for (const secret of secrets) expect(texts.some((text) => text.includes(secret))).toBe(false);
    for (const { answer } of forget) {
      const spoken = new RegExp(`\\b${answer}\\b`, 'i');
      // A checkpoint of this test has an answer in its name; what is left may not hold one.
      expect(texts.some((text) => spoken.test(text.replaceAll(/says-\w+/g, '')))).toBe(false);
    }
    expect(texts.join('')).not.toContain('data:image/png');
  });

  it('that was changed is not what was exported: exit code 100, and the file by name', async () => {
    const path = shop.at('evidence', 'findings.jsonl');
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.split('\n').slice(1).join('\n'));
    const { code, stdout } = await verify();
    await writeFile(path, before);
    expect(code).toBe(100);
    expect(stdout).toContain('findings.jsonl was changed');
    expect(stdout).toContain('a finding was removed, added or moved');
  });

  it('is written into a new folder only, and with a key that can be read', async () => {
    const again = await shop.run('evidence', 'export', audit, '-o', shop.at('evidence'), '--unredacted');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('name a new folder') as string });
    expect(await readdir(shop.state)).not.toContain('exports.jsonl'); // nothing was handed out
    const keyless = await shop.run('evidence', 'export', audit, '-o', shop.at('more'), '--key', shop.at('none.pem'));
    expect(keyless).toMatchObject({ code: 1, stderr: expect.stringContaining('palimpsest keys new') as string });
    expect(await readdir(shop.at())).not.toContain('more');
    const overwritten = await shop.run('keys', 'new', '-o', shop.at('auditor.pem'));
    expect(overwritten).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') as string });
  });

  it('is the same bytes when it is exported again', async () => {
    await shop.run('evidence', 'export', audit, '-o', shop.at('again'), '--key', shop.at('auditor.pem'));
    for (const name of await readdir(shop.at('evidence')))
      expect(await readFile(shop.at('again', name)), name).toEqual(await readFile(shop.at('evidence', name)));
  });
});

describe('an authority that stamps', () => {
  it('is asked before the first result and at the export, and verification says when and by whom', async () => {
    const authority = await testAuthority();
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        void authority.answer(new Uint8Array(Buffer.concat(chunks))).then((stamp) => response.end(stamp));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    vi.stubEnv('PALIMPSEST_TIMESTAMP_HOSTS', host);
    try {
      const plan = await shop.plan({
        ...{ name: 'stamped', preset: 'screening', probes: ['direct'], policy: { resamples: 200 } },
        checkpoints: [
          { name: 'says-lisbon', role: 'target' },
          { name: 'random-b', role: 'reference' },
        ],
      });
      const stamp = ['--timestamp', `http://${host}`];
      const run = await shop.run('audit', 'run', plan, '--workers', '1', '--json', ...stamp);
      expect([0, 100, 101]).toContain(run.code);
      const { audit: stamped } = JSON.parse(run.stdout) as { audit: string };
      const folder = shop.at('stamped-evidence');
      await shop.run('evidence', 'export', stamped, '-o', folder, ...stamp);
      await writeFile(shop.at('root.pem'), authority.root);
      await writeFile(shop.at('root.crl'), await authority.revocationList());
      const lists = ['--tsa-crl', shop.at('root.crl')];
      const { code, stdout } = await shop.run('verify', folder, '--tsa-roots', shop.at('root.pem'), ...lists);
      expect(code).toBe(0);
      const by =
        'was there by 2026-06-01T12:00:00.000Z, says CN=Test Time Stamps, which leads to a root that you trust; not revoked, by the list of 2026-06-02';
      expect(stdout).toContain(`the plan ${by}`);
      expect(stdout).toContain(`the bundle ${by}`);
    } finally {
      vi.unstubAllEnvs();
      server.close();
    }
  });
});

describe('rerun', () => {
  const result = (text: string) =>
    JSON.parse(text) as { sample: object; units: { result: string; unit: string }[]; challenge: string };
  const sample = ['--challenge', 'a sentence of whoever checks', '--units', '2', '--json'] as const;

  it('does a sample again, from the state folder and from the evidence alike, bit for bit', async () => {
    const here = await shop.run('rerun', audit, ...sample);
    const there = await shop.run('rerun', shop.at('evidence'), ...sample);
    expect([here.code, there.code]).toEqual([0, 0]);
    expect(result(here.stdout).units.map((unit) => unit.result)).toEqual(['bitwise-equal', 'bitwise-equal']);
    expect(result(there.stdout)).toEqual(result(here.stdout));
  });

  it('says that a challenge of its own is its own, and keeps the result where it is told to', async () => {
    const { code, stdout } = await shop.run('rerun', audit, '--units', '1', '-o', shop.at('rerun.json'));
    expect(code).toBe(0);
    expect(stdout).toContain('whoever checks should give one of their own');
    const { challenge } = result(await readFile(shop.at('rerun.json'), 'utf8'));
    expect(stdout).toContain(`Challenge: ${challenge}`);
  });

  it('repeats nothing where nothing is registered: exit code 101, and why', async () => {
    const { code, stdout } = await shop.run('rerun', shop.at('evidence'), ...sample, '--state', shop.at('empty'));
    expect(code).toBe(101);
    expect(stdout).toContain('is registered here');
  });

  it('refuses evidence that was changed, and a sample that makes no sense', async () => {
    const path = shop.at('evidence', 'plan.json');
    const before = await readFile(path, 'utf8');
    await writeFile(path, `${before} `);
    const changed = await shop.run('rerun', shop.at('evidence'), ...sample);
    await writeFile(path, before);
    expect(changed).toMatchObject({ code: 1, stderr: expect.stringContaining('is not what was exported') as string });
    for (const wrong of [
      ['--units', '0'],
      ['--share', '2'],
      ['--units', '1', '--share', '0.5'],
      ['--challenge', ''],
    ])
      expect((await shop.run('rerun', audit, ...wrong)).code).toBe(1);
  });
});
