/**
 * One document as PDF, without a browser: tagged, with bookmarks, page numbers and its fonts inside. The same document
 * gives the same bytes. Drawn twice: the first pass finds out on which page everything is, the second says so.
 */
import { createHash } from 'node:crypto';
import type { ReportDocument, Section } from '../document/block.js';
import { Annex } from './annex.js';
import { writeHeading, writeParagraph } from './blocks/text.js';
import { drawContents } from './contents.js';
import { drawBlock, openFold, type Place } from './draw-block.js';
import { embedPictures } from './embed-pictures.js';
import { Flow, inks, type PageNumbers } from './flow.js';
import { bookmark } from './outline.js';
import { ReportPdf, type PdfIdentity } from './report-pdf.js';
import { Faces, type Widths } from './text/faces.js';
import { paperWords } from './words.js';

export interface PdfOptions {
  /** At the top of every page: which audit. */
  readonly reference: string;
  /** ISO 8601; null for the reproducible form. */
  readonly generatedAt: string | null;
}

/**
 * @returns the bytes of a PDF 1.7 file
 * @throws MissingGlyphError for a character that no font has
 */
export async function drawPdf(document: ReportDocument, options: PdfOptions): Promise<Uint8Array> {
  const identity: PdfIdentity = {
    ...{ title: document.title, language: document.language },
    createdAt: options.generatedAt === null ? null : new Date(options.generatedAt),
    contentDigest: digestOf(document, options),
  };
  const first: Pass = { identity, options, widths: new Map(), numbers: null };
  const { numbers } = await drawPass(document, first);
  return (await drawPass(document, { ...first, numbers })).bytes;
}

interface Pass {
  readonly identity: PdfIdentity;
  readonly options: PdfOptions;
  /** The second pass asks for the same. */
  readonly widths: Widths;
  readonly numbers: PageNumbers | null;
}

async function drawPass(
  document: ReportDocument,
  { identity, options, widths, numbers }: Pass,
): Promise<{ readonly bytes: Uint8Array; readonly numbers: PageNumbers }> {
  const pdf = new ReportPdf(identity);
  const bytes = collect(pdf);
  const words = paperWords(document.language);
  const annex = new Annex(document);
  const flow = new Flow({
    ...{ document: pdf, faces: new Faces(pdf, widths), words, numbers },
    pictures: numbers ? await embedPictures(pdf, document) : new Map(),
    head: { title: document.title, reference: options.reference, brand: document.brand },
    destinations: annex.destinations,
  });
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const place: Place = { flow, parent: root, bookmark: pdf.outline, level: 3, annex };
  flow.newPage();
  drawTitle(place, document);
  const [first, ...others] = document.sections;
  if (first) await drawSection(place, first);
  drawContents(flow, root, contentsOf(document, annex, words.annex));
  for (const section of others) await drawSection(place, section);
  await drawAnnex(place);
  flow.gap(10);
  writeParagraph(flow, root, document.footer, inks.muted);
  root.end();
  pdf.end();
  return { bytes: await bytes, numbers: flow.numbers };
}

function drawTitle({ flow, parent }: Place, { title, brand, byline }: ReportDocument): void {
  writeParagraph(flow, parent, [brand], inks.muted);
  writeHeading(flow, parent, [title], { level: 1, size: 20, above: 2 });
  writeParagraph(flow, parent, byline, inks.muted);
}

async function drawSection(place: Place, { id, title, blocks }: Section): Promise<void> {
  const { flow } = place;
  flow.upright();
  flow.gap(18);
  flow.need(120);
  flow.anchor(id);
  const item = bookmark(flow, place.bookmark, title);
  writeHeading(flow, place.parent, [title], { level: 2, size: 15, above: 0 });
  for (const [at, block] of blocks.entries()) {
    drawBlock({ ...place, bookmark: item }, block, blocks.slice(at + 1));
    await othersTurn();
  }
}

/** A long report does not keep a server from answering: whoever else waits goes between two blocks. */
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function contentsOf({ sections }: ReportDocument, annex: Annex, annexTitle: string) {
  const entries = sections.map(({ id, title }) => ({ id, title }));
  return annex.isEmpty ? entries : [...entries, { id: ANNEX, title: annexTitle }];
}

const ANNEX = 'annex';

async function drawAnnex(place: Place): Promise<void> {
  const { flow, annex, parent } = place;
  if (annex.isEmpty) return;
  flow.newPage();
  flow.anchor(ANNEX);
  const title = flow.parts.words.annex;
  const item = bookmark(flow, place.bookmark, title);
  writeHeading(flow, parent, [title], { level: 2, size: 15, above: 0 });
  for (const { fold, id, mark } of annex.taken()) {
    const summary = [`${mark}  `, ...fold.summary];
    openFold({ ...place, bookmark: item }, { ...fold, id, summary });
    await othersTurn();
  }
}

/** Pictures count by their bytes. */
function digestOf(document: ReportDocument, options: PdfOptions): string {
  const text = JSON.stringify({ document, options }, (_, value: unknown) =>
    value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

async function collect(pdf: ReportPdf): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
