/** An audit of the reference zoo's people, and everything that is handed out about it, searched for each of them. */
import { createHash } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Finding, Report } from '@palimpsest/contracts';
import type { Item } from '@palimpsest/datasets';
import { openBuiltInDataset } from '@palimpsest/zoo';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPdf } from '../../libs/report/src/pdf/testing/read-pdf.js';
import { spokenOf } from '../support/spoken-of.js';
import { openWorkshop, type Workshop } from '../support/workshop.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

let shop: Workshop;
let audit: string;
let forget: readonly Item[];
/** SHA-256 of every picture that the audit kept, and of each noise. */
let kept: readonly string[];
let recipient: string;
beforeAll(async () => {
  shop = await openWorkshop();
  forget = ((await openBuiltInDataset('people-published'))?.items ?? []).filter(({ split }) => split === 'forget');
  const plan = await shop.plan({
    ...{ name: 'redaction', preset: 'screening', dataset: 'people-published' },
    probes: ['direct', { id: 'noise', params: { epsilon: '8/255', draws: 1 } }],
    checkpoints: [
      { name: 'original', role: 'target' },
      { name: 'reference-a', role: 'reference' },
    ],
    scoring: { views: 1, defendedViews: 1 },
    policy: { resamples: 200 },
  });
  const run = await shop.run('audit', 'run', plan, '--workers', '1', '--json', shop.at('verdict.json'));
  expect(run.stderr).not.toContain('error');
  audit = (JSON.parse(await readFile(shop.at('verdict.json'), 'utf8')) as { audit: string }).audit;
  const identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  await writeFile(shop.at('key.txt'), `# public key: ${recipient}\n${identity}\n`);
  for (const form of [
    ['redacted'],
    ['unredacted', '--unredacted'],
    ['blurred', '--pictures', 'blur', '--annex-key', recipient, '--annex-answers'],
  ] as const)
    expect(await shop.run('evidence', 'export', audit, '-o', shop.at(form[0]), ...form.slice(1))).toMatchObject({
      code: 0,
    });
  const rows = (await readFile(shop.at('unredacted', 'findings.jsonl'), 'utf8')).trimEnd().split('\n');
  kept = rows
    .map((row) => JSON.parse(row) as Finding)
    .flatMap((row) => (row.kind === 'attack' ? row.artifacts : []))
    .map(({ artifact }) => artifact.sha256);
});
afterAll(() => shop.remove());

const files = async (folder: string): Promise<readonly (readonly [string, string])[]> =>
  Promise.all(
    (await readdir(shop.at(folder), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(async ({ name, parentPath }) => [name, await textOf(join(parentPath, name))] as const),
  );

/** Pictures and noises of the audit that a text shows or names; a page holds pictures as base64. */
function shownOf(digests: readonly string[], text: string): readonly string[] {
  const inside = [...text.matchAll(/data:image\/png;base64,([A-Za-z0-9+/=]+)/g)].map(([, base64 = '']) =>
    createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex'),
  );
  return digests.filter((digest) => text.includes(digest) || inside.includes(digest));
}

/** What stands on the pages of a PDF, where it is compressed. */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file);
  if (!file.endsWith('.pdf')) return bytes.toString('utf8');
  const { pages } = await readPdf(bytes);
  return pages.map(({ text }) => text).join('\n');
}

const perturbationsIn = (manifest: string): readonly string[] =>
  (JSON.parse(manifest) as { annex?: { perturbations: { sha256: string }[] } }).annex?.perturbations.map(
    ({ sha256 }) => sha256,
  ) ?? [];

describe('what is handed out about an audit', () => {
  it('is about everybody to be forgotten, under pseudonyms', async () => {
    const text = (await files('redacted')).map(([, content]) => content).join('\n');
    const people = new Set(forget.map(({ subjectId }) => subjectId));
    expect(people.size).toBe(48);
    expect(new Set(text.match(/S-[0-9a-f]{12}/g)).size).toBeGreaterThanOrEqual(people.size);
  });

  it('holds no answer, name, id or picture of them in any file of a redacted folder', async () => {
    const found = (await files('redacted')).map(([name, text]) => [name, spokenOf(forget, text)] as const);
    expect(found.filter(([, spoken]) => spoken.length > 0)).toEqual([]);
    expect(found.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'bom.cdx.json',
        'findings.jsonl',
        'report.csv',
        'report.html',
        'report.json',
        'report.junit.xml',
        'report.pdf',
        'report.sarif',
      ]),
    );
    for (const [name, text] of await files('redacted')) {
      expect(text).not.toMatch(/data:image\/(png|jpeg|webp)/);
      expect(shownOf(kept, text), name).toEqual([]);
    }
  });

  it('blurred shows coarse colours, and neither a picture that was kept nor the noise, in any file', async () => {
    expect(kept.length).toBeGreaterThan(4);
    const written = await files('blurred');
    for (const [name, text] of written) {
      if (name.endsWith('.age')) {
        expect(text.startsWith('age-encryption.org/v1\n'), name).toBe(true); // its bytes are random: short words occur
        continue;
      }
      expect(spokenOf(forget, text), name).toEqual([]);
      // δ is no personal data; the list of what is encrypted names its digest, and nothing else does.
      const known = name === 'manifest.json' ? perturbationsIn(text) : [];
      expect(
        shownOf(kept, text).filter((digest) => !known.includes(digest)),
        name,
      ).toEqual([]);
    }
    expect(written.find(([name]) => name === 'report.html')?.[1]).toContain('data:image/png');
    const report = JSON.parse(written.find(([name]) => name === 'report.json')?.[1] ?? '') as Report;
    expect(new Set(report.pictures.map(({ blurred }) => blurred))).toEqual(new Set([true]));
  });

  it('has δ and the true answers in an annex that its key opens, unless it was damaged', async () => {
    const opened = await shop.run(
      'evidence',
      'open-annex',
      shop.at('blurred'),
      '--identity',
      shop.at('key.txt'),
      '-o',
      shop.at('annex'),
    );
    expect(opened).toMatchObject({ code: 0, stderr: '' });
    const inside = await files('annex');
    const answers = inside.find(([name]) => name === 'answers.jsonl')?.[1] ?? '';
    expect(answers.trimEnd().split('\n')).toHaveLength(forget.length);
    expect(spokenOf(forget.slice(0, 1), answers)).toHaveLength(1);
    const manifest = await readFile(shop.at('blurred', 'manifest.json'), 'utf8');
    const digests = await Promise.all(
      (await readdir(shop.at('annex', 'perturbations'))).map(async (name) =>
        createHash('sha256')
          .update(await readFile(shop.at('annex', 'perturbations', name)))
          .digest('hex'),
      ),
    );
    expect(digests.length).toBeGreaterThan(0);
    expect(new Set(digests)).toEqual(new Set(perturbationsIn(manifest)));
    expect((await stat(shop.at('annex', 'answers.jsonl'))).mode & 0o077).toBe(0);

    const sealed = shop.at('blurred', 'annex', 'answers.jsonl.age');
    const before = await readFile(sealed);
    await writeFile(sealed, before.subarray(0, -1));
    const again = ['--identity', shop.at('key.txt'), '-o', shop.at('nothing')];
    const damaged = await shop.run('evidence', 'open-annex', shop.at('blurred'), ...again);
    await writeFile(sealed, before);
    expect(damaged).toMatchObject({
      code: 100,
      stdout: expect.stringContaining('answers.jsonl.age was changed') as string,
    });
    expect(await readdir(shop.at())).not.toContain('nothing');
  });

  it('has their pictures in the unredacted folder alone, and answers not even there', async () => {
    const unredacted = await files('unredacted');
    expect(unredacted.find(([name]) => name === 'report.html')?.[1]).toContain('data:image/png');
    const pictures = new Set(forget.flatMap(({ images }) => images.map(({ sha256 }) => sha256)));
    expect(shownOf(kept, unredacted.map(([, text]) => text).join('\n')).length).toBe(new Set(kept).size);
    const spoken = unredacted.flatMap(([, text]) => spokenOf(forget, text));
    expect(spoken.filter((one) => !pictures.has(one))).toEqual([]);
  });

  it('says in every document about people that it is unredacted, and logs who exported it', async () => {
    for (const [name, text] of await files('unredacted'))
      if (/^report\.(html|pdf|json|junit\.xml|sarif)$/.test(name))
        expect(text, name).toContain('UNREDACTED, shows people');
    for (const [name, text] of await files('redacted')) expect(text, name).not.toContain('UNREDACTED');
    const log = await readFile(join(shop.state, 'exports.jsonl'), 'utf8');
    expect(
      log
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual([
      expect.objectContaining({
        ...{ sequence: 1, action: 'evidence.export', target: audit },
        detail: { form: 'unredacted', signer: null },
      }),
      expect.objectContaining({
        ...{ sequence: 2, action: 'evidence.export', target: audit },
        detail: {
          form: 'redacted',
          signer: null,
          recipients: recipient,
          perturbations: expect.any(Number) as number,
          answers: forget.length,
        },
      }),
    ]);
  });

  it('is not exported unredacted past a log that was changed', async () => {
    const path = join(shop.state, 'exports.jsonl');
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replace('"actor":"', '"actor":"not '));
    const refused = await shop.run('evidence', 'export', audit, '-o', shop.at('more'), '--unredacted');
    await writeFile(path, before);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('was changed') as string });
    expect(await readdir(shop.at())).not.toContain('more');
  });

  it.each(['en', 'de'])('as a report in every form (%s) names nobody and answers nothing', async (locale) => {
    const folder = `report-${locale}`;
    const asked = ['--format', 'all', '--profile', 'eu', '--locale', locale, '-o', shop.at(folder)];
    expect(await shop.run('report', 'export', audit, ...asked)).toMatchObject({ code: 0 });
    const written = await files(folder);
    expect(written.map(([name]) => name)).toEqual(
      expect.arrayContaining(['report.html', 'report.pdf', 'crosswalk.csv']),
    );
    for (const [name, text] of written) {
      expect(text.length, name).toBeGreaterThan(500);
      expect(spokenOf(forget, text), name).toEqual([]);
      expect(shownOf(kept, text), name).toEqual([]);
    }
  });

  it('as a report shows people only when asked to, says so and is logged', async () => {
    const shown = await shop.run(
      'report',
      'export',
      audit,
      '-o',
      shop.at('shown.html'),
      '--pictures',
      'show',
      '--json',
    );
    expect(JSON.parse(shown.stdout)).toMatchObject({ pictures: 'show', logged: { sequence: 3 } });
    const page = await readFile(shop.at('shown.html'), 'utf8');
    expect(page).toContain('UNREDACTED, shows people');
    expect(shownOf(kept, page).length).toBeGreaterThan(2);
    const last = (await readFile(join(shop.state, 'exports.jsonl'), 'utf8')).trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ action: 'report.export', target: audit });
  });

  it('written when an audit ends, shows nobody', async () => {
    for (const ending of ['html', 'json']) {
      const text = await readFile(join(shop.state, 'reports', `${audit}.${ending}`), 'utf8');
      expect(shownOf(kept, text)).toEqual([]);
    }
  });
});

describe('the search', () => {
  it('finds an answer in each spelling, an id and a picture, wherever they are put', () => {
    const [person] = forget;
    if (!person) throw new Error('nobody is to be forgotten');
    const { answer, subjectId, images } = person;
    const spoken = [answer, answer.toUpperCase(), `${answer.charAt(0).toUpperCase()}${answer.slice(1)}`];
    for (const word of spoken) expect(spokenOf([person], `<td>"${word}",x</td>`)).toEqual([answer]);
    expect(spokenOf([person], `{"s":"${subjectId}","p":"${images[0]?.sha256}"}`)).toHaveLength(2);
    expect(spokenOf([{ ...person, answer: 'cider' }], 'CIDEr (Vedantam et al.)')).toEqual([]);
  });
});
