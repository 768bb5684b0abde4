/** A German report is German: every text of a filing has its words, and what stays English says that it is. */
import { filingOf, instruments, profiles } from '@palimpsest/compliance';
import { reportExample, type Filing, type Report } from '@palimpsest/contracts';
import { reportDocument } from '@palimpsest/report';
import { describe, expect, it } from 'vitest';
import { cellReasons, confidenceReasons, sentences } from '../../libs/compliance/src/filing/sentences.js';
import { deFilingTexts } from '../../libs/report/src/words/de-filing-texts.js';

const filings = profiles.flatMap((profile) =>
  profile.views.map(({ id: view }) => filingOf(reportExample, { profile, view, on: '2026-11-29' })),
);
const isWordless = (text: string) => !/\p{L}/u.test(text.replace(/\{\w+\}/g, ''));
const requirements = instruments.flatMap(({ edition, requirements: of }) => [
  edition,
  ...of.flatMap(({ asks, cannotShow }) => [asks, cannotShow]),
]);
const fixed = filings.flatMap(({ notice, profile, validity }: Filing) => [
  ...[notice, profile.title, ...profile.remarks],
  ...validity.triggers.map(({ detail }) => detail),
]);
const patterns = [sentences, cellReasons, confidenceReasons].flatMap((table) => Object.values(table));
/** Titles of norms keep their language. */
const editionsThatAreTitles = ['AI 100-1 (2023-01), AI 600-1 (2024-07)'];
const needed = new Set(
  [...requirements, ...fixed, ...patterns].filter((text) => !isWordless(text) && !editionsThatAreTitles.includes(text)),
);
const references = new Set(instruments.flatMap(({ requirements: of }) => of.map(({ reference }) => reference)));
const slots = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe('the German words of filings', () => {
  it('are there for every text that a filing can hold', () => {
    expect([...needed].filter((text) => deFilingTexts[text] === undefined)).toEqual([]);
  });

  it('are of texts that a filing can still hold, with the same values in them', () => {
    const entries = Object.entries(deFilingTexts);
    expect(entries.map(([text]) => text).filter((text) => !needed.has(text) && !references.has(text))).toEqual([]);
    expect(entries.filter(([text, german]) => String(slots(text)) !== String(slots(german)))).toEqual([]);
  });
});

/** Every text of a document that is neither code nor marked as English. */
function germanTexts(part: unknown): string[] {
  if (typeof part === 'string') return [part.replace(/https:\S+/g, '')];
  if (Array.isArray(part)) return part.flatMap(germanTexts);
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return [];
  const { language, sections, kind, svg, ...rest } = part as Record<string, unknown>;
  if (language !== undefined && sections === undefined) return [];
  if (kind === 'code' || kind === 'preformatted') return [];
  const drawn = typeof svg === 'string' ? [...svg.matchAll(/<text[^>]*>([^<]+)</g)].map(([, text]) => text ?? '') : [];
  return [...drawn, ...germanTexts([...valuesOf(rest), sections])];
}

/** What links and colours go by is not read. */
const valuesOf = (part: Readonly<Record<string, unknown>>) =>
  Object.entries(part).flatMap(([key, value]) => (['id', 'to', 'value', 'tone'].includes(key) ? [] : [value]));

const germanOf = (report: Report) => reportDocument(report, () => Promise.resolve(undefined), { locale: 'de' });

describe('a German report', () => {
  it.each(filings.map((filing) => [`${filing.profile.id}, ${filing.profile.view}`, filing] as const))(
    'tells a filing for %s in German, but for titles and what norms are called',
    async (_, filing) => {
      const { sections } = await germanOf({ ...reportExample, attacks: [], detectors: [], recovery: [], filing });
      const english = JSON.stringify(sections.find(({ id }) => id === 'crosswalk'))
        .split('"language":"en"')
        .slice(0, -1)
        .map((before) => /"text":"((?:[^"\\]|\\.)*)",$/.exec(before)?.[1] ?? before.slice(-80));
      const official = [
        ...[...references, ...editionsThatAreTitles],
        ...instruments.flatMap(({ sources }) => sources.map(({ title }) => title)),
      ];
      expect(english.filter((text) => !official.includes(text))).toEqual([]);
    },
  );

  it('has no English word and no decimal point outside code, names and what is marked as English', async () => {
    const texts = germanTexts(await germanOf({ ...reportExample, filing: filings[0] }));
    expect(texts.length).toBeGreaterThan(300);
    const english = /\b(?:the|of|and|not|with|from|is|are|to|than|which|each|every|unit|by|guess)\b/;
    expect(texts.filter((text) => english.test(text))).toEqual([]);
    const published = /§\d\.\d+|arXiv:\d{4}\.\d{5}|\d{1,2}\.\d{1,2}\.\d{4}|\b0\.\d\.\d\b/g;
    expect(texts.filter((text) => /\d\.\d/.test(text.replace(published, '')))).toEqual([]);
  });
});
