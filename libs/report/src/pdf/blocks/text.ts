/** Paragraphs, lists, headings, definitions. */
import type { Block, Run } from '../../document/block.js';
import { inks, type Flow } from '../flow.js';
import { colour } from '../palette.js';
import type { Tag } from '../tags.js';
import type { Ink } from '../text/words.js';

type Kind<K extends Block['kind']> = Extract<Block, { kind: K }>;

const inkOf = (isMuted: boolean | undefined): Ink => (isMuted ? inks.muted : inks.text);

export function writeParagraph(flow: Flow, parent: Tag, runs: readonly Run[], ink: Ink = inks.text): void {
  flow.gap(4);
  const tag = flow.tag(parent, 'P');
  flow.write(tag, 'P', flow.lines(runs, ink));
  tag.end();
}

export const drawParagraph = (flow: Flow, parent: Tag, { runs, isMuted }: Kind<'paragraph'>): void =>
  writeParagraph(flow, parent, runs, inkOf(isMuted));

const INDENT = 12;

export function drawList(flow: Flow, parent: Tag, { items, isMuted }: Kind<'list'>): void {
  const ink = inkOf(isMuted);
  const list = flow.tag(parent, 'L');
  flow.gap(3);
  for (const runs of items) {
    const [bullet] = flow.lines(['•'], ink);
    const lines = flow.lines(runs, ink, flow.textWidth - INDENT);
    flow.gap(1.5);
    flow.need(lines[0]?.height ?? 0);
    const item = flow.tag(list, 'LI');
    const label = flow.tag(item, 'Lbl');
    const { y } = flow;
    if (bullet) flow.write(label, 'Lbl', [bullet], flow.left + 2);
    label.end();
    flow.y = y;
    const body = flow.tag(item, 'LBody');
    flow.write(body, 'LBody', lines, flow.left + INDENT);
    body.end();
    item.end();
  }
  list.end();
}

/** Room below a heading without which it goes to the next page. */
const COMPANY = 70;

export interface HeadingStyle {
  /** 1 is the title of the document. */
  readonly level: number;
  readonly size: number;
  readonly above: number;
}

export function writeHeading(flow: Flow, parent: Tag, runs: readonly Run[], style: HeadingStyle): void {
  const ink: Ink = { face: 'semibold', size: style.size, colour: colour('ink') };
  const lines = flow.lines(runs, ink, flow.textWidth);
  flow.gap(style.above);
  flow.need(lines.reduce((sum, { height }) => sum + height, COMPANY));
  const type = `H${Math.min(style.level, 6)}`;
  const tag = flow.tag(parent, type);
  flow.write(tag, type, lines);
  tag.end();
  flow.y += 2;
}

export function drawDefinitions(flow: Flow, parent: Tag, { entries }: Kind<'definitions'>): void {
  const list = flow.tag(parent, 'L');
  for (const { term, id, runs } of entries) {
    const label = flow.lines([term], { ...inks.text, face: 'semibold' });
    const body = flow.lines(runs, inks.text, flow.textWidth - INDENT);
    flow.gap(4);
    flow.need((label[0]?.height ?? 0) + (body[0]?.height ?? 0));
    if (id !== undefined) flow.anchor(id);
    const item = flow.tag(list, 'LI');
    writeInto(flow, item, 'Lbl', label);
    writeInto(flow, item, 'LBody', body, flow.left + INDENT);
    item.end();
  }
  list.end();
}

function writeInto(flow: Flow, parent: Tag, type: string, lines: ReturnType<Flow['lines']>, x = flow.left): void {
  const tag = flow.tag(parent, type);
  flow.write(tag, type, lines, x);
  tag.end();
}
