/** The table of contents, in two columns: title and page of every section. */
import type { Flow } from './flow.js';
import { inks } from './flow.js';
import type { Tag } from './tags.js';
import { writeHeading } from './blocks/text.js';
import { drawLines } from './text/draw-lines.js';

export interface Entry {
  readonly id: string;
  readonly title: string;
}

const GAP = 24;
const ROW = 13.5;
/** Room for the number of a page. */
const NUMBER = 24;

export function drawContents(flow: Flow, parent: Tag, entries: readonly Entry[]): void {
  const rows = Math.ceil(entries.length / 2);
  flow.upright();
  flow.gap(14);
  flow.need(rows * ROW + 24);
  writeHeading(flow, parent, [flow.parts.words.contents], { level: 2, size: 10.5, above: 0 });
  const width = (flow.width - GAP) / 2;
  const tag = flow.tag(parent, 'TOC');
  entries.forEach((entry, index) => {
    const x = flow.left + (index < rows ? 0 : width + GAP);
    drawEntry(flow, tag, entry, { x, y: flow.y + (index % rows) * ROW, width });
  });
  tag.end();
  flow.y += rows * ROW;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function drawEntry(flow: Flow, parent: Tag, { id, title }: Entry, { x, y, width }: Place): void {
  const tag = flow.tag(parent, 'TOCI');
  const set = { tag, type: 'TOCI', destinations: flow.parts.destinations };
  const [line] = flow.lines([{ kind: 'link', to: id, text: title }], inks.text, width - NUMBER);
  const [page] = flow.lines([String(flow.parts.numbers?.of.get(id) ?? '…')], inks.text, NUMBER);
  if (line) drawLines(flow.document, [{ line, x, y }], set);
  if (page) drawLines(flow.document, [{ line: page, x: x + width - page.width, y }], set);
  tag.end();
}
