/** Charts, side by side in halves of the page where they allow it. */
import svgToPdf from 'svg-to-pdfkit';
import type { Block, Figure } from '../../document/block.js';
import { inks, type Flow } from '../flow.js';
import { resolveColours } from '../palette.js';
import { mark, type Tag } from '../tags.js';

type Figures = Extract<Block, { kind: 'figures' }>;

const GAP = 16;
/** Pixels of a chart in points, where there is room. */
const POINTS = 0.75;
/** Below this a chart's smallest print cannot be read: 12 pixels become less than 5.4 points. */
const LEAST_SCALE = 0.45;

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
    const isPair = pair.length === 2 && pair.every(({ figure, width }) => !figure.isWide && fitsHalf(width, flow));
    const row = isPair ? pair : pair.slice(0, 1);
    drawRow(flow, parent, row, isPair ? (flow.width - GAP) / 2 : flow.width);
    at += row.length;
  }
}

const fitsHalf = (width: number, flow: Flow): boolean => (flow.width - GAP) / 2 / width >= LEAST_SCALE;

function drawRow(flow: Flow, parent: Tag, row: readonly Drawing[], width: number): void {
  const set = row.map((drawing) => {
    const caption = flow.lines([drawing.figure.caption], inks.muted, Math.min(width, flow.textWidth));
    const room = flow.roomOfPage - caption.reduce((sum, line) => sum + line.height, 12);
    const scale = Math.min(POINTS, width / drawing.width, room / drawing.height);
    return { drawing, caption, scale };
  });
  const heights = set.map(({ drawing, caption, scale }) =>
    caption.reduce((sum, line) => sum + line.height, scale * drawing.height + 4),
  );
  flow.gap(6);
  flow.need(Math.max(...heights));
  const { y } = flow;
  set.forEach(({ drawing, caption, scale }, column) => {
    const x = flow.left + column * (width + GAP);
    flow.y = y;
    drawFigure(flow, parent, drawing, { x, scale });
    const tag = flow.tag(parent, 'Caption');
    flow.write(tag, 'Caption', caption, x);
    tag.end();
  });
  flow.y = y + Math.max(...heights) + 4;
}

function drawFigure(flow: Flow, parent: Tag, drawing: Drawing, { x, scale }: { x: number; scale: number }): void {
  const { document, y } = flow;
  const [width, height] = [scale * drawing.width, scale * drawing.height];
  const alt = /^<svg[^>]* aria-label="([^"]*)"/.exec(drawing.svg)?.[1] ?? drawing.figure.caption;
  const tag = flow.tag(parent, 'Figure', { alt: unescapeXml(alt), bbox: [x, y, x + width, y + height] });
  mark(document, tag, 'Figure', () => {
    // The first pass only counts pages.
    if (flow.parts.numbers) drawSvg(flow, drawing.svg, { x, y, width, height });
  });
  tag.end();
  flow.y = y + height + 4;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** @throws MissingGlyphError for a text that no font can write */
function drawSvg(flow: Flow, svg: string, { x, y, width, height }: Place): void {
  const { document } = flow;
  const { faces } = flow.parts;
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => unescapeXml(text));
  const all = texts.join('');
  const fonts = { regular: faces.whole(all, 'regular'), semibold: faces.whole(all, 'semibold') };
  const drawing = resolveColours(svg)
    .replace(/ style="width:100%[^"]*"/, '')
    .replace(/font-weight="(600|700)"/g, 'font-weight="bold"');
  const warnings: string[] = [];
  document.save();
  (svgToPdf as unknown as DrawSvg)(document, drawing, x, y, {
    ...{ width, height, assumePt: true, preserveAspectRatio: 'xMinYMin meet' },
    fontCallback: (_, isBold) => (isBold ? fonts.semibold : fonts.regular),
    warningCallback: (warning) => warnings.push(warning),
  });
  document.restore();
  if (warnings.length > 0) throw new Error(`A chart cannot be drawn as PDF: ${warnings.join('; ')}`);
}

/** The published types ask for the class of a document instead of a document. */
type DrawSvg = (document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: svgToPdf.Options) => void;

/** @throws Error for a chart without a size */
function drawingOf(figure: Figure): Drawing {
  const box = /^<svg[^>]* viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(figure.svg);
  if (!box) throw new Error(`The chart ‹${figure.caption}› has no viewBox: it cannot be placed on a page`);
  return { figure, svg: figure.svg, width: Number(box[1]), height: Number(box[2]) };
}

const unescapeXml = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
