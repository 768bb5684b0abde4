/** Charts, side by side in halves of the page where they allow it. */
import type { Block, Figure } from '../../document/block.js';
import { inks, type Flow } from '../flow.js';
import { drawSvg, unescapeXml, type Rectangle } from '../draw-svg.js';
import { mark, type Tag } from '../tags.js';
import type { Line } from '../text/lines.js';

type Figures = Extract<Block, { kind: 'figures' }>;

const GAP = 16;
/** Pixels of a chart in points, where there is room. */
const POINTS = 0.75;
/** Below this a chart's smallest print cannot be read: 12 pixels become less than 5 points. */
const LEAST_SCALE = 0.42;

interface Drawing {
  readonly figure: Figure;
  readonly svg: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export function drawFigures(flow: Flow, parent: Tag, { figures }: Figures): void {
  flow.upright();
  const drawings = figures.map(drawingOf);
  for (let at = 0; at < drawings.length;) {
    const pair = drawings.slice(at, at + 2);
    const fits = pair.map(({ figure, width }) => !figure.isWide && fitsHalf(width, flow));
    const isHalf = fits[0] === true;
    const row = fits.every(Boolean) ? pair : pair.slice(0, 1);
    drawRow(flow, parent, row, isHalf ? (flow.width - GAP) / 2 : flow.width);
    at += row.length;
  }
}

const fitsHalf = (width: number, flow: Flow): boolean => (flow.width - GAP) / 2 / width >= LEAST_SCALE;

function drawRow(flow: Flow, parent: Tag, row: readonly Drawing[], width: number): void {
  const set = row.map((drawing): SetFigure => {
    const caption = flow.lines([drawing.figure.caption], inks.muted, Math.min(width, flow.textWidth));
    const scale = Math.min(POINTS, width / drawing.width);
    const height = scale * drawing.height;
    return { drawing, caption, scale, height, below: caption.reduce((sum, line) => sum + line.height, 4) };
  });
  const total = Math.max(...set.map(({ height, below }) => height + below));
  flow.gap(6);
  const [only] = set;
  if (only && total > flow.roomOfPage) drawTall(flow, parent, only);
  else {
    flow.need(total);
    const { y } = flow;
    set.forEach((figure, column) => {
      flow.y = y;
      drawWhole(flow, parent, figure, flow.left + column * (width + GAP));
    });
    flow.y = y + total;
  }
  flow.y += 4;
}

interface SetFigure {
  readonly drawing: Drawing;
  readonly caption: readonly Line[];
  /** Points per pixel. */
  readonly scale: number;
  /** Points. */
  readonly height: number;
  /** Points of the caption. */
  readonly below: number;
}

function drawWhole(flow: Flow, parent: Tag, { drawing, caption, scale, height }: SetFigure, x: number): void {
  const { document, y } = flow;
  const width = scale * drawing.width;
  const tag = flow.tag(parent, 'Figure', { alt: altOf(drawing), bbox: [x, y, x + width, y + height] });
  mark(document, tag, 'Figure', () => drawPart(flow, drawing, { x, y, width, height }));
  flow.y = y + height + 4;
  writeCaption(flow, tag, caption, x);
  tag.end();
}

/** What the end of a page may cut through is whole again on the next, in points. */
const OVERLAP = 24;

/** A chart taller than a page goes on over pages rather than be shrunk until nothing can be read. */
function drawTall(flow: Flow, parent: Tag, { drawing, caption, scale, height, below }: SetFigure): void {
  const { document, left } = flow;
  const width = scale * drawing.width;
  const tag = flow.tag(parent, 'Figure', { alt: altOf(drawing) });
  flow.newPage();
  for (let from = 0; ;) {
    const { y } = flow;
    const shown = Math.min(flow.room, height - from);
    mark(document, tag, 'Figure', () => {
      document.save().rect(left, y, width, shown).clip();
      drawPart(flow, drawing, { x: left, y: y - from, width, height });
      document.restore();
    });
    flow.y = y + shown + 4;
    if (from + shown >= height) break;
    from += shown - OVERLAP;
    flow.newPage();
  }
  flow.need(below);
  writeCaption(flow, tag, caption, left);
  tag.end();
}

function writeCaption(flow: Flow, parent: Tag, lines: readonly Line[], x: number): void {
  const tag = flow.tag(parent, 'Caption');
  flow.write(tag, 'Caption', lines, x);
  tag.end();
}

/** The first pass only counts pages. */
function drawPart(flow: Flow, { svg }: Drawing, place: Rectangle): void {
  if (flow.parts.numbers) drawSvg(flow, svg, place);
}

const altOf = ({ svg, figure }: Drawing): string =>
  unescapeXml(/^<svg[^>]* aria-label="([^"]*)"/.exec(svg)?.[1] ?? figure.caption);

/** @throws Error for a chart without a size */
function drawingOf(figure: Figure): Drawing {
  const box = /^<svg[^>]* viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(figure.svg);
  if (!box) throw new Error(`The chart ‹${figure.caption}› has no viewBox: it cannot be placed on a page`);
  return { figure, svg: figure.svg, width: Number(box[1]), height: Number(box[2]) };
}
