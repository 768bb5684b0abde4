/** The page that checks evidence, in a browser: opened from disk, the network off, bundles whole and tampered with. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildReport, fakePorts, runAudit } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';
import { resolvePlan } from '@palimpsest/contracts';
import {
  archiveOf,
  buildBundle,
  newKeyPair,
  readSigner,
  testAuthority,
  timeStampRequest,
  type Files,
  type KeyPair,
  type TestAuthority,
} from '@palimpsest/evidence';
import { buildVerifierPage } from '@palimpsest/verifier';
import { chromium as driver, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromium, needsChromium } from '../support/browser.js';

const plan = resolvePlan({
  name: 'page',
  preset: 'screening',
  dataset: 'people',
  checkpoints: [
    { name: 'hides', role: 'target' },
    { name: 'reference', role: 'reference' },
  ],
  probes: ['direct'],
});

describe.skipIf(!chromium)(`the page that checks evidence${needsChromium}`, () => {
  let folder: string;
  let browser: Browser;
  let own: KeyPair;
  let authority: TestAuthority;
  let bundle: Files;
  let page: Page;
  let requests: string[];
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'palimpsest-page-'));
    await writeFile(join(folder, 'verify.html'), await buildVerifierPage());
    own = await newKeyPair();
    authority = await testAuthority();
    bundle = await smallBundle(own, authority);
    browser = await driver.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await openPage();
  });

  async function openPage(prepare?: string): Promise<Page> {
    const context = await browser.newContext({ offline: true, viewport: { width: 360, height: 740 } });
    const opened = await context.newPage();
    if (prepare !== undefined) await opened.addInitScript(prepare);
    [requests, complaints] = [[], []];
    opened.on('request', (request) => requests.push(request.url()));
    opened.on('console', (message) => complaints.push(message.text()));
    opened.on('pageerror', (error) => complaints.push(error.message));
    await opened.goto(pathToFileURL(join(folder, 'verify.html')).href);
    return opened;
  }

  async function onDisk(files: Files): Promise<string> {
    const at = await mkdtemp(join(folder, 'evidence-'));
    for (const [path, content] of files) {
      await mkdir(dirname(join(at, path)), { recursive: true });
      await writeFile(join(at, path), content);
    }
    return at;
  }

  async function check(files: Files, pem = ''): Promise<string> {
    await page.getByLabel(/Folder of evidence/).setInputFiles(await onDisk(files));
    await page.getByLabel('or their text').fill(pem);
    return pressCheck();
  }

  async function pressCheck(): Promise<string> {
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText(/^(Checked; the result is below|Nothing was checked)\.$/).waitFor();
    return page.getByRole('region', { name: 'Result' }).innerText();
  }

  const changed = (path: string, from: string | RegExp, to: string): Files => {
    const text = new TextDecoder().decode(bundle.get(path));
    expect(text.replace(from, to)).not.toBe(text);
    return new Map([...bundle, [path, new TextEncoder().encode(text.replace(from, to))]]);
  };

  it('says that an intact bundle is signed by a key that is trusted, what the report says, and what is not proved', async () => {
    const result = await check(bundle, own.publicKey);
    expect(result).toContain('Intact, and signed by a key that you trust.');
    expect(result).toContain('Passed · Findings are complete and unchanged');
    expect(result).toContain('What the report says');
    expect(result).toContain('a mistake can be signed');
    expect(result).not.toContain('Failed');
    expect(complaints).toEqual([]);
  });

  it('says when the folder was there, by a time stamp whose root is trusted', async () => {
    const root = { name: 'root.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(authority.root) };
    expect(await check(bundle)).toContain('for whom you named no root');
    await page.getByLabel(/Root certificates/).setInputFiles(root);
    expect(await check(bundle)).toContain('says CN=Test Time Stamps, which leads to a root that you trust');
    await page.getByLabel(/Root certificates/).setInputFiles({ ...root, buffer: Buffer.from('no certificate') });
    expect(await check(bundle)).toContain('Nothing was checked');
  });

  it('takes a folder that is dropped', async () => {
    const box = await page.getByLabel(/Folder of evidence/).boundingBox();
    const [x, y] = [(box?.x ?? 0) + 5, (box?.y ?? 0) + 5];
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [await onDisk(bundle)], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x, y, data });
    await expect.poll(() => page.getByLabel(/Folder of evidence/).evaluate(count)).toBe(bundle.size);
    expect(await pressCheck()).toContain('Intact. Whether the signer is who you think');
  });

  it('takes the file that holds a folder, and refuses one that other programs might unpack otherwise', async () => {
    const pieces: Uint8Array[] = [];
    for await (const piece of archiveOf(bundle)) pieces.push(piece);
    const file = { name: 'evidence.tar', mimeType: 'application/x-tar', buffer: Buffer.concat(pieces) };
    await page.getByLabel(/the one file that holds it/).setInputFiles(file);
    await page.getByLabel('or their text').fill(own.publicKey);
    expect(await pressCheck()).toContain('Intact, and signed by a key that you trust.');
    const longer = Buffer.concat([file.buffer, file.buffer]);
    await page.getByLabel(/the one file that holds it/).setInputFiles({ ...file, buffer: longer });
    expect(await pressCheck()).toContain('Nothing was checked');
    await page.getByLabel(/Folder of evidence/).setInputFiles(await onDisk(bundle));
    expect(await pressCheck()).toContain('not both');
  });

  it('does not call the signer trusted when nobody says whose key is right', async () => {
    const result = await check(bundle);
    expect(result).toContain('Intact. Whether the signer is who you think is for you to find out');
    expect(result).toContain(own.keyId);
  });

  it('says that nobody vouches for a folder without a signature', async () => {
    const unsigned = [...bundle].filter(([path]) => path !== 'statement.dsse.json' && path !== 'public-key.pem');
    expect(await check(new Map(unsigned))).toContain('nobody vouches for them');
  });

  it.each([
    ['a verdict', () => changed('report.json', '"leak"', '"no-leak-above-bound"'), 'report.json was changed'],
    ['a count', () => changed('findings.jsonl', '"correct":0', '"correct":1'), 'the row is not the one'],
    ['a margin', () => changed('plan.json', '"margin": 0.1', '"margin": 0.9'), 'names another plan'],
    [
      'a file taken out',
      () => new Map([...bundle].filter(([path]) => path !== 'report.html')),
      'report.html was removed',
    ],
    ['a file put in', () => new Map([...bundle, ['more.txt', new Uint8Array(3)]]), 'more.txt was added'],
    [
      'a list cut short',
      () => changed('manifest.json', /"merkleRoot": ".{8}/, '"merkleRoot": "00000000'),
      'Merkle root',
    ],
    [
      'a signature',
      () => changed('statement.dsse.json', /"sig": "..../, '"sig": "AAAA'),
      'no signature of a key that you trust',
    ],
    [
      'no manifest',
      () => new Map([...bundle].filter(([path]) => path !== 'manifest.json')),
      'manifest.json is missing',
    ],
  ] as const)('notices %s, and shows no verdict then', async (_, tamper, says) => {
    const result = await check(tamper(), own.publicKey);
    expect(result).toContain('This is not what was exported');
    expect(result).toContain(says);
    expect(result).not.toContain('What the report says');
  });

  it('notices that another key signed it', async () => {
    const result = await check(bundle, (await newKeyPair()).publicKey);
    expect(result).toContain('not signed by whom you trust');
    expect(result).toContain('no signature of a key that you trust');
  });

  it('checks nothing with a key that is none, nor without a folder', async () => {
    expect(await check(bundle, 'ssh-ed25519 AAAA')).toContain('Nothing was checked');
    page = await openPage();
    expect(await pressCheck()).toContain('Choose the folder of evidence first, or the file that holds it.');
  });

  it('in a browser without Ed25519 says so and checks nothing', async () => {
    page = await openPage(`
      const { importKey } = SubtleCrypto.prototype;
      SubtleCrypto.prototype.importKey = function (...given) {
        return given[2] === 'Ed25519' ? Promise.reject(new DOMException('', 'NotSupportedError')) : importKey.apply(this, given);
      };`);
    await page.getByText('This browser cannot check Ed25519 signatures').waitFor();
    expect(await page.getByRole('button', { name: 'Check' }).isVisible()).toBe(false);
  });

  it('asks nobody for anything, runs no eval, and fits a small screen', async () => {
    await check(bundle, own.publicKey);
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(requests).toHaveLength(1);
    // Put in as text: what is evaluated from outside a page would be let through.
    await page.evaluate("setTimeout('document.title = `evaluated`', 0)");
    await page.waitForTimeout(50);
    expect(await page.title()).toContain('check a folder of evidence');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it('can be worked with the keyboard alone, and moves to the result', async () => {
    await page.getByLabel(/Folder of evidence/).setInputFiles(await onDisk(bundle));
    await page.getByRole('button', { name: 'Check' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Checked; the result is below.').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('result');
    expect(await page.getByRole('status').getAttribute('aria-live')).toBe('polite');
  });
});

const count = (field: HTMLElement | SVGElement): number => (field as HTMLInputElement).files?.length ?? 0;

async function smallBundle(own: KeyPair, authority: TestAuthority): Promise<Files> {
  const models = [
    { name: 'hides', knows: () => true },
    { name: 'reference', knows: ({ split }: { readonly split: string }) => split === 'retain' },
  ];
  const outcome = await runAudit(plan, fakePorts(models, catalog));
  const report = buildReport({ ...outcome, catalog });
  const { identity } = report;
  const checkpoints = identity.checkpoints.map(({ name, roles, family, digest }) => ({ name, roles, family, digest }));
  const contents = {
    ...{ report, plan: outcome.record.plan, findings: outcome.findings },
    inputs: {
      ...{ plan: identity.plan, dataset: identity.dataset, seeds: [...plan.seeds] },
      checkpoints: checkpoints.map((one) => ({ ...one, files: [] })),
      software: { engine: identity.engine, runtime: 'Node', lockFile: null, provider: 'cpu' },
    },
    documents: () => Promise.resolve(new Map([['report.html', new TextEncoder().encode('<h1>report</h1>')]])),
  };
  const nonce = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const stamp = (digest: string) => authority.answer(timeStampRequest(digest, nonce));
  return buildBundle(contents, { redacted: false, signer: await readSigner(own.privateKey), stamp });
}
