import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../document/block.js';
import { drawPdf } from './draw-pdf.js';
import { pageMargins } from './report-pdf.js';
import { flat, readPdf, type ReadPdf } from './testing/read-pdf.js';
import { longTable, sampleDigest, sampleDocument } from './testing/sample-document.js';

const options = { reference: 'vendor-v2-0f3c91aa02de', generatedAt: '2026-11-29T08:00:00.000Z' };
const render = (document: ReportDocument) => drawPdf(document, options);
const textOf = ({ pages }: ReadPdf) => pages.map(({ text }) => text).join('\n');
const withParagraph = (document: ReportDocument, text: string): ReportDocument => ({
  ...document,
  sections: [{ id: 'only', title: 'Only', blocks: [{ kind: 'paragraph', runs: [text] }] }],
});

describe('drawPdf', () => {
  let document: ReportDocument;
  let bytes: Uint8Array;
  let pdf: ReadPdf;
  beforeAll(async () => {
    document = await sampleDocument([longTable(3, 24)]);
    bytes = await render(document);
    pdf = await readPdf(bytes);
  });

  it('says everything that the document says', () => {
    const text = textOf(pdf).replace(/\s+/g, ' ');
    for (const part of [
      ...[
        'Vendor <v2> & „Größe“',
        'Palimpsest audit report',
        'vendor-v2-0f3c',
        'It does not say that data was erased.',
      ],
      ...[
        'npo gave back 41.5 points more than its control.',
        'leak beyond control',
        '[40, 44]',
        'before: 1.0 %',
        'zwei',
      ],
      ...['α ≤ ½, ε → 8/255, −1 × 10', 'person-60', '59/3', 'Loss of idk-few', 'noise × 10', 'not in this bundle'],
      ...['printed open', 'Every answer', '"digest"', 'bound', 'what is printed'],
    ])
      expect(text).toContain(part);
  });

  it('writes the minus signs of a chart', () => {
    expect(textOf(pdf)).toContain('−2.0');
  });

  it('breaks a digest without losing a character, and lets nothing reach into the margins', () => {
    const { pages } = pdf;
    expect(textOf(pdf).replaceAll('\n', '')).toContain(sampleDigest + sampleDigest);
    const beyond = pages.flatMap(({ items, width }) =>
      items.filter((item) => item.text.trim() !== '' && item.x + item.width > width - pageMargins.right + 1),
    );
    expect(beyond).toEqual([]);
  });

  it('numbers every page and says whose it is', () => {
    pdf.pages.forEach(({ text }, index) => {
      expect(text).toContain(`page ${index + 1} of ${pdf.pages.length}`);
      expect(text).toContain(options.reference);
    });
  });

  it('repeats the head of a table on every page that it takes', () => {
    const withRows = pdf.pages.filter(({ text }) => /person-\d/.test(text));
    expect(withRows.length).toBeGreaterThan(2);
    for (const { text } of withRows) expect(text).toContain('attribute 1');
  });

  it('gives a table that is too wide for a page in parts, each with the first column', async () => {
    const { pages } = await readPdf(await render(await sampleDocument([longTable(2, 60)])));
    const text = pages.map((page) => page.text).join('\n');
    expect(text).toContain('(1/');
    expect(text).toContain('attribute 59');
    expect(pages.some(({ width, height }) => width > height)).toBe(true);
  });

  it('puts what is for experts into an annex and refers to its page', () => {
    const page = pdf.pages.findIndex(({ text }) => text.includes('"digest"')) + 1;
    expect(page).toBe(pdf.pages.length);
    expect(textOf(pdf)).toContain(`annex A1, page ${page}`);
  });

  it('has a bookmark for every section and heading', () => {
    expect(pdf.outline).toEqual([
      { title: 'Verdict', items: [] },
      {
        title: 'People',
        items: [
          { title: 'Each person leak', items: [] },
          { title: 'npo', items: [] },
        ],
      },
      { title: 'Limits', items: [] },
      { title: 'Annex: details for experts', items: [{ title: 'A1  Every answer', items: [] }] },
    ]);
  });

  it('has links that lead somewhere', () => {
    const links = pdf.pages.flatMap((page) => page.links);
    expect(links).toEqual(expect.arrayContaining(['limits', 'annex', 'annex-A1', 'people', 'verdict']));
    expect(links.filter((link) => !pdf.destinations.includes(link))).toEqual([]);
  });

  it('writes a link to nowhere as text', async () => {
    const lost = withParagraph(document, '');
    const runs = [{ kind: 'link', to: 'nowhere', text: 'gone' }] as const;
    const only = { id: 'only', title: 'Only', blocks: [{ kind: 'paragraph', runs }] } as const;
    const { pages } = await readPdf(await render({ ...lost, sections: [only] }));
    expect(pages[0]?.text).toContain('gone');
    expect(pages.flatMap(({ links }) => links)).toEqual(['only']);
  });

  it('marks what is in another language', () => {
    const spans = flat(pdf.pages.flatMap((page) => page.tags)).filter(({ role }) => role === 'Span');
    expect(spans.map(({ language }) => language)).toEqual(['de']);
  });

  it('is tagged: headings, lists, tables with header cells, figures with words', () => {
    const tags = flat(pdf.pages.flatMap((page) => page.tags));
    const roles = new Set(tags.map(({ role }) => role));
    for (const role of [
      'Document',
      'H1',
      'H2',
      'H3',
      'P',
      'L',
      'LI',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
      'Link',
      'TOC',
    ])
      expect(roles).toContain(role);
    const figures = tags.filter(({ role }) => role === 'Figure');
    expect(figures.map(({ alt }) => alt)).toEqual(['Loss & step', 'Loss & step', 'clean: image of person-1']);
  });

  it('leaves the language and the title in the file, also where the title has signs of XML', () => {
    expect(pdf).toMatchObject({ language: 'en', title: document.title, xmpTitle: document.title });
    expect(Buffer.from(bytes).toString('latin1')).toContain('DisplayDocTitle true');
  });

  it('gives the same bytes for the same document, and another identifier for another', async () => {
    const idOf = (pdfBytes: Uint8Array) => /\/ID \[(<[0-9a-f]+>)/.exec(Buffer.from(pdfBytes).toString('latin1'))?.[1];
    expect(Buffer.from(await render(document)).equals(Buffer.from(bytes))).toBe(true);
    const other = await render({ ...document, footer: ['Another footer.'] });
    expect(idOf(other)).toMatch(/^<[0-9a-f]{32}>$/);
    expect(idOf(other)).not.toBe(idOf(bytes));
  });

  it('has no date where the report has none', async () => {
    const timeless = await drawPdf(withParagraph(document, 'x'), { ...options, generatedAt: null });
    expect(Buffer.from(timeless).toString('latin1')).not.toMatch(/CreationDate|CreateDate|ModDate/);
  });

  it('takes a character from another font where the first lacks it', async () => {
    const { pages } = await readPdf(await render(withParagraph(document, 'x ∈ ∅ ◆ Привет')));
    expect(pages[0]?.text).toContain('x ∈ ∅ ◆ Привет');
  });

  it('names the character that no font has instead of drawing a box', async () => {
    await expect(render(withParagraph(document, 'model 日本'))).rejects.toThrow(/‹日› \(U\+65E5\), ‹本› \(U\+672C\)/);
  });

  it('refuses a language whose words for paper it does not know', async () => {
    await expect(render({ ...document, language: 'tlh' })).rejects.toThrow('‹tlh›');
  });

  it('has its own words in German', async () => {
    const { pages } = await readPdf(await render({ ...document, language: 'de-AT' }));
    expect(pages[0]?.text).toContain(`Seite 1 von ${pages.length}`);
  });
});
