/** What PDF/UA-1 (ISO 14289-1) asks of a file and can be read back from it without its validator. */
import { reportExample } from '@palimpsest/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderPdf } from './render-pdf.js';
import { flat, readPdf, type ReadPdf, type ReadTag } from './testing/read-pdf.js';

let pdf: ReadPdf;
let raw: string;
let tags: readonly ReadTag[];
beforeAll(async () => {
  const bytes = await renderPdf(reportExample, () => Promise.resolve(undefined), { locale: 'de' });
  [pdf, raw] = [await readPdf(bytes), Buffer.from(bytes).toString('latin1')];
  tags = flat(pdf.pages.flatMap((page) => page.tags));
});
const count = (pattern: RegExp) => raw.match(pattern)?.length ?? 0;
/** Elements of a type, as the file has them: one that goes over a page break is one element. */
const elements = (type: string) => count(new RegExp(`/S /${type}\\n`, 'g'));

describe('a PDF', () => {
  it('says its language and title, and that the title is what a window shows', () => {
    expect(pdf).toMatchObject({ language: 'de', title: reportExample.title, xmpTitle: reportExample.title });
    // Asked of a flag: a failure would print the file.
    expect([raw.includes('/DisplayDocTitle true'), raw.includes('/Marked true')]).toEqual([true, true]);
  });

  it('has headings that begin at the first level and skip none', () => {
    const levels = tags.flatMap(({ role }) => (/^H[1-6]$/.test(role) ? [Number(role.slice(1))] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
  });

  it('has words for every figure', () => {
    const figures = tags.filter(({ role }) => role === 'Figure');
    expect(figures.length).toBeGreaterThan(3);
    expect(figures.filter(({ alt }) => !alt?.trim())).toEqual([]);
  });

  it('says of every head of a table whether it heads a row or a column', () => {
    expect(elements('TH')).toBeGreaterThan(50);
    expect(count(/\/Scope \/(?:Row|Column)\n/g)).toBe(elements('TH'));
  });

  it('has a caption and rows of cells in tables, items in lists, and nothing else in them', () => {
    const childrenOf = (role: string) => tags.filter((tag) => tag.role === role).flatMap(({ children }) => children);
    expect(new Set(childrenOf('Table').map(({ role }) => role))).toEqual(new Set(['Caption', 'TR']));
    expect(new Set(childrenOf('TR').map(({ role }) => role))).toEqual(new Set(['TH', 'TD']));
    expect(new Set(childrenOf('L').map(({ role }) => role))).toEqual(new Set(['LI']));
  });

  it('says in words where every link leads', () => {
    const links = raw.split('endobj').filter((object) => object.includes('/Subtype /Link'));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !link.includes('/Contents'))).toHaveLength(0);
  });

  it('moves through links in the order of the structure', () => {
    const pages = raw.split('endobj').filter((object) => /\/Type \/Page\n/.test(object));
    expect(pages).toHaveLength(pdf.pages.length);
    expect(pages.filter((page) => !page.includes('/Tabs /S'))).toHaveLength(0);
  });

  it('has every font inside', () => {
    expect(count(/\/Type \/FontDescriptor/g)).toBeGreaterThan(0);
    expect(count(/\/FontFile[23]? /g)).toBe(count(/\/Type \/FontDescriptor/g));
  });

  it('does not call itself PDF/UA: no validator has looked at it', () => {
    expect(raw.includes('pdfuaid')).toBe(false);
  });
});
