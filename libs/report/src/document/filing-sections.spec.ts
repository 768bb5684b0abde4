/** Sections of a filing: whatever the filing holds is in them, in every language, and people stay pseudonyms. */
import { filingExample, reportExample, reportLocales, type ReportLocale } from '@palimpsest/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { filingTexts } from '../words/filing-texts.js';
import { filingWords } from '../words/filing-words.js';
import type { Section } from './block.js';
import { reportDocument } from './report-document.js';

const sectionOf = async (id: string, report = reportExample, locale: ReportLocale = 'en') =>
  (await reportDocument(report, () => Promise.resolve(undefined), { locale })).sections.find(
    (section) => section.id === id,
  );
/** All text of a section, whatever holds it. */
const textOf = (section: unknown): string => JSON.stringify(section);
const tables = (section: Section | undefined) =>
  (section?.blocks ?? []).flatMap((block) => (block.kind === 'table' ? [block] : []));

describe.each(reportLocales)('sections of a filing (%s)', (locale) => {
  const words = filingWords[locale];
  /** As it was recorded where the language has no words for it. */
  const told = (text: string) => (locale === 'en' ? text : (filingTexts[locale][text] ?? text));
  let section: Section | undefined;
  let requests: Section | undefined;
  beforeAll(async () => {
    section = await sectionOf('crosswalk', reportExample, locale);
    requests = await sectionOf('requests', reportExample, locale);
  });

  it('begin with what a filing is not', () => {
    expect(section?.blocks[0]).toMatchObject({
      kind: 'paragraph',
      runs: [{ kind: 'strong', text: filingExample.notice }],
    });
  });

  it('say of every requirement what it asks, every claim, its state, and what cannot be shown', () => {
    const text = textOf(section);
    for (const { reference, asks, claims, cannotShow, state } of filingExample.rows) {
      for (const part of [told(reference), asks, cannotShow, words.state[state]]) expect(text).toContain(part);
      for (const { claim, confidence } of claims) {
        expect(text).toContain(claim);
        expect(text).toContain(told(confidence.reason));
      }
    }
    for (const { detail } of filingExample.validity.triggers) expect(text).toContain(detail);
    for (const { where } of filingExample.sources) expect(text).toContain(where);
  });

  it('have a row per class of attack, with a result or the reason there is none', () => {
    const [coverage] = tables(section);
    expect(coverage?.rows).toHaveLength(2);
    expect(textOf(coverage?.rows[0])).toContain(words.result.leak);
    expect(textOf(coverage?.rows[0])).toContain(words.exploratory);
    expect(textOf(coverage?.rows[1])).toContain(words.notTested);
    expect(textOf(coverage?.rows[1])).not.toContain('badge');
  });

  it('have as many cells in a row as in its head', () => {
    const all = [section, requests].flatMap(tables);
    expect(all).toHaveLength(4);
    for (const { head, rows } of all) for (const row of rows) expect(row).toHaveLength(head.length);
  });

  it('mark whom and what the audit did not look at', () => {
    const cells = tables(requests).flatMap(({ rows }) => rows.flat());
    const notes = cells.flatMap(({ notes: lines = [] }) => lines.map((line) => textOf(line)));
    const marked = notes.filter((line) => line.includes(`" ${words.notAudited}"`));
    expect(marked).toHaveLength(2);
    expect(marked[0]).toContain('S-ffffffffffff');
    expect(marked[1]).toContain('idk-few-q4');
    expect(textOf(cells)).toContain(words.standing.overdue);
  });
});

describe('a report', () => {
  it('has no section for what it does not hold', async () => {
    const { filing: held, ...unfiled } = reportExample;
    expect(held).toBeDefined();
    expect(await sectionOf('crosswalk', unfiled)).toBeUndefined();
    expect(await sectionOf('requests', { ...unfiled, filing: { ...filingExample, requests: [] } })).toBeUndefined();
  });
});
