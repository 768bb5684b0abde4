/** Terms with their values in a grid of boxes. */
import type { Block } from '../../document/block.js';
import { barSize, drawBar } from '../bar.js';
import { inks, type Flow } from '../flow.js';
import { colour } from '../palette.js';
import { cellWords, setCell, type Strip } from '../table/cell.js';
import { decorate, type Tag } from '../tags.js';
import { drawLines, type SetLine } from '../text/draw-lines.js';
import { breakLines } from '../text/lines.js';
import { toWords } from '../text/words.js';

type Facts = Extract<Block, { kind: 'facts' }>;

const COLUMNS = 3;
const GAP = 6;
const PADDING = 6;

interface Box {
  readonly term: readonly Strip[];
  readonly value: readonly Strip[];
}

export function drawFacts(flow: Flow, parent: Tag, { facts }: Facts): void {
  flow.upright();
  const width = (flow.width - GAP * (COLUMNS - 1)) / COLUMNS;
  const list = flow.tag(parent, 'L');
  flow.gap(6);
  for (let at = 0; at < facts.length; at += COLUMNS) {
    const boxes = facts.slice(at, at + COLUMNS).map((fact) => boxOf(fact, width - 2 * PADDING, flow));
    const height = Math.max(...boxes.map(heightOf));
    flow.need(height);
    boxes.forEach((box, column) => drawBox(flow, list, box, { x: flow.left + column * (width + GAP), width, height }));
    flow.y += height + GAP;
  }
  list.end();
}

function boxOf({ term, cell }: Facts['facts'][number], width: number, flow: Flow): Box {
  const { faces } = flow.parts;
  const lines = breakLines(toWords([term], inks.muted, faces), width, faces);
  const ink = { ...inks.text, face: 'semibold' } as const;
  return {
    term: lines.map((line) => ({ line, height: line.height })),
    value: setCell(cellWords(cell, ink, flow), width, flow).strips,
  };
}

const heightOf = ({ term, value }: Box): number =>
  [...term, ...value].reduce((sum, { height }) => sum + height, 2 * PADDING);

function drawBox(
  flow: Flow,
  list: Tag,
  { term, value }: Box,
  { x, width, height }: { readonly x: number; readonly width: number; readonly height: number },
): void {
  const { document, y } = flow;
  const left = x + PADDING;
  const below = y + PADDING + term.reduce((sum, strip) => sum + strip.height, 0);
  decorate(document, () => {
    document.roundedRect(x, y, width, height, 3).lineWidth(0.6).stroke(colour('line'));
    let top = below;
    for (const { bar, height: strip } of value) {
      const at = { x: left + (bar?.x ?? 0), y: top + (strip - barSize.height) / 2 };
      if (bar) drawBar(document, bar.of, at, barSize.width);
      top += strip;
    }
  });
  const item = flow.tag(list, 'LI');
  const write = (type: string, strips: readonly Strip[], top: number) => {
    const tag = flow.tag(item, type);
    drawLines(document, setLines(strips, left, top), { tag, type, destinations: flow.parts.destinations });
    tag.end();
  };
  write('Lbl', term, y + PADDING);
  write('LBody', value, below);
  item.end();
}

function setLines(strips: readonly Strip[], x: number, top: number): readonly SetLine[] {
  let y = top;
  return strips.flatMap(({ line, height }) => {
    const at = y;
    y += height;
    return line ? [{ line, x, y: at }] : [];
  });
}
