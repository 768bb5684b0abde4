/** An audit of the reference zoo's people, and everything that is handed out about it, searched for each of them. */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  for (const form of [['redacted'], ['unredacted', '--unredacted']] as const)
    expect(await shop.run('evidence', 'export', audit, '-o', shop.at(form[0]), ...form.slice(1))).toMatchObject({
      code: 0,
    });
});
afterAll(() => shop.remove());

const files = async (folder: string): Promise<readonly (readonly [string, string])[]> =>
  Promise.all(
    (await readdir(shop.at(folder))).map(async (name) => [name, await textOf(shop.at(folder, name))] as const),
  );

/** What stands on the pages of a PDF, where it is compressed. */
async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file);
  if (!file.endsWith('.pdf')) return bytes.toString('utf8');
  const { pages } = await readPdf(bytes);
  return pages.map(({ text }) => text).join('\n');
}

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
    for (const [, text] of await files('redacted')) expect(text).not.toMatch(/data:image\/(png|jpeg|webp)/);
  });

  it('has their pictures in the unredacted folder alone, and answers not even there', async () => {
    const unredacted = await files('unredacted');
    expect(unredacted.find(([name]) => name === 'report.html')?.[1]).toContain('data:image/png');
    const pictures = new Set(forget.flatMap(({ images }) => images.map(({ sha256 }) => sha256)));
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
    ).toEqual([expect.objectContaining({ sequence: 1, action: 'evidence.export', target: audit })]);
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
    const pictures = new Set(forget.flatMap(({ images }) => images.map(({ sha256 }) => sha256)));
    for (const [name, text] of written) {
      expect(text.length, name).toBeGreaterThan(500);
      expect(
        spokenOf(forget, text).filter((one) => !pictures.has(one)),
        name,
      ).toEqual([]);
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
