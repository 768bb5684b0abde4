/** Terms with their values in a grid of boxes. */
import type { Block } from '../../document/block.js';
import { inks, type Flow } from '../flow.js';
import { colour } from '../palette.js';
import { cellWords, setCell } from '../table/cell.js';
import { drawBars, heightOfStrips, linesOf, type Strip } from '../table/strips.js';
import { decorate, type Tag } from '../tags.js';
import { drawLines } from '../text/draw-lines.js';
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

const heightOf = ({ term, value }: Box): number => 2 * PADDING + heightOfStrips([...term, ...value]);

function drawBox(
  flow: Flow,
  list: Tag,
  { term, value }: Box,
  { x, width, height }: { readonly x: number; readonly width: number; readonly height: number },
): void {
  const { document, y } = flow;
  const left = x + PADDING;
  const below = y + PADDING + heightOfStrips(term);
  decorate(document, () => {
    document.roundedRect(x, y, width, height, 3).lineWidth(0.6).stroke(colour('line'));
    drawBars(document, value, { x: left, y: below });
  });
  const item = flow.tag(list, 'LI');
  const write = (type: string, strips: readonly Strip[], top: number) => {
    const tag = flow.tag(item, type);
    drawLines(document, linesOf(strips, { x: left, y: top }), { tag, type, destinations: flow.parts.destinations });
    tag.end();
  };
  write('Lbl', term, y + PADDING);
  write('LBody', value, below);
  item.end();
}
