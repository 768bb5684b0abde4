/** One block after another. What is folded on a screen is open on paper; what is for experts goes to the annex. */
import type { Block, Run } from '../document/block.js';
import type { Annex, Fold } from './annex.js';
import { drawFacts } from './blocks/facts.js';
import { drawFigures } from './blocks/figures.js';
import { drawPictures } from './blocks/pictures.js';
import { drawDefinitions, drawList, drawParagraph, writeHeading, writeParagraph } from './blocks/text.js';
import { drawPreformatted } from './blocks/preformatted.js';
import { drawVerdict } from './blocks/verdict.js';
import { inks, type Flow } from './flow.js';
import { bookmark } from './outline.js';
import { drawTable } from './table/draw-table.js';
import type { Tag } from './tags.js';

/** Where blocks are put. */
export interface Place {
  readonly flow: Flow;
  readonly parent: Tag;
  readonly bookmark: PDFKit.PDFOutline;
  /** Of a heading here; 1 is the title. */
  readonly level: number;
  /** Takes what is for experts. */
  readonly annex: Annex;
}

function drawBlocks(place: Place, blocks: readonly Block[]): void {
  blocks.forEach((block, at) => drawBlock(place, block, blocks.slice(at + 1)));
}

/** @param next what follows: a heading is not left alone at the end of a page */
export function drawBlock(place: Place, block: Block, next: readonly Block[]): void {
  const { flow, parent } = place;
  switch (block.kind) {
    case 'paragraph':
      return drawParagraph(flow, parent, block);
    case 'list':
      return drawList(flow, parent, block);
    case 'heading':
      drawHeading(place, block, next);
      return;
    case 'verdict':
      return drawVerdict(flow, parent, block);
    case 'facts':
      return drawFacts(flow, parent, block);
    case 'definitions':
      return drawDefinitions(flow, parent, block);
    case 'table':
      return drawTable(flow, parent, block);
    case 'figures':
      return drawFigures(flow, parent, block);
    case 'pictures':
      return drawPictures(flow, parent, block);
    case 'preformatted':
      return drawPreformatted(flow, parent, block);
    case 'fold':
      return block.isDeep ? referTo(place, block) : openFold(place, block);
  }
}

const SIZES = [12, 10.5, 9.5] as const;

interface Heading {
  readonly runs: readonly Run[];
  readonly id?: string;
}

function drawHeading(place: Place, { runs, id }: Heading, next: readonly Block[]): PDFKit.PDFOutline {
  const { flow, parent, level } = place;
  const size = SIZES[Math.min(level - 3, SIZES.length - 1)] ?? SIZES[2];
  flow.gap(10);
  flow.need(HEADING + startOf(next));
  if (id !== undefined) flow.anchor(id);
  const item = bookmark(flow, place.bookmark, plainText(runs));
  writeHeading(flow, parent, runs, { level, size, above: 0 });
  return item;
}

export function openFold(place: Place, { id, summary, blocks }: Fold): void {
  const item = drawHeading(place, { runs: summary, ...(id !== undefined && { id }) }, blocks);
  drawBlocks({ ...place, bookmark: item, level: place.level + 1 }, blocks);
}

/** Points that a heading takes. */
const HEADING = 30;

/** Points that the first of `blocks` takes at least, roughly, with the headings before it. */
function startOf([first, ...others]: readonly Block[]): number {
  if (!first) return 0;
  if (first.kind === 'figures') return 170;
  if (first.kind === 'pictures') return 90;
  if (first.kind === 'heading') return HEADING + startOf(others);
  return first.kind === 'fold' && !first.isDeep ? HEADING + startOf(first.blocks) : 60;
}

function referTo({ flow, parent, annex }: Place, fold: Fold): void {
  const { id, mark } = annex.take(fold);
  const page = flow.parts.numbers?.of.get(id) ?? null;
  const link: Run = { kind: 'link', to: id, text: flow.parts.words.see(mark, page) };
  writeParagraph(flow, parent, [...fold.summary, ' → ', link], inks.muted);
}

const plainText = (runs: readonly Run[]): string =>
  runs.map((run) => (typeof run === 'string' ? run : run.text)).join('');
