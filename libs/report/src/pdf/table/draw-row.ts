/** One row: its cells side by side, or as much of them as the page takes and the rest on the next. */
import type { Flow } from '../flow.js';
import { colour } from '../palette.js';
import { decorate, type Tag } from '../tags.js';
import { drawLines } from '../text/draw-lines.js';
import { setCell, type CellWords, type SetCell } from './cell.js';
import { PADDING } from './plan-table.js';
import { drawBars, heightOfStrips, linesOf } from './strips.js';

export interface RowStyle {
  readonly flow: Flow;
  readonly widths: readonly number[];
  readonly head: readonly SetCell[];
}

export const setRow = (cells: readonly CellWords[], widths: readonly number[], flow: Flow): readonly SetCell[] =>
  cells.map((cell, column) => setCell(cell, widths[column] ?? 0, flow));

export const heightOf = (cells: readonly SetCell[]): number =>
  2 * PADDING.y + Math.max(0, ...cells.map(({ strips }) => heightOfStrips(strips)));

/** A row longer than a page does not begin in less, in points. */
const LEAST_START = 60;

/** @param table null where the head row is only repeated */
export function drawHead({ flow, widths, head }: RowStyle, table: Tag | null): void {
  const row = table && flow.tag(table, 'TR');
  const tags = head.map(() => row && flow.tag(row, 'TH', { scope: 'Column' }));
  drawCells(flow, widths, head, { tags, types: head.map(() => 'TH'), rule: 1 });
  row?.end();
}

export function drawRow({ flow, widths, head }: RowStyle, table: Tag, cells: readonly SetCell[]): void {
  const row = flow.tag(table, 'TR');
  const types = cells.map((_, column) => (column === 0 ? 'TH' : 'TD'));
  const tags = types.map((type) => flow.tag(row, type, type === 'TH' ? { scope: 'Row' } : {}));
  let rest = cells;
  const turn = () => {
    flow.newPage(flow.layout);
    drawHead({ flow, widths, head }, null);
  };
  const fitsPage = heightOf(rest) + heightOf(head) <= flow.roomOfPage;
  if (heightOf(rest) > flow.room && (fitsPage || flow.room < LEAST_START)) turn();
  while (heightOf(rest) > flow.room) {
    const parts = rest.map((cell) => partOf(cell, flow.room - 2 * PADDING.y));
    drawCells(
      flow,
      widths,
      parts.map(([part]) => part),
      { tags, types, rule: 0.4 },
    );
    rest = parts.map(([, remainder]) => remainder);
    turn();
  }
  drawCells(flow, widths, rest, { tags, types, rule: 0.4 });
  row.end();
}

/** As many strips as fit, and the others. */
function partOf(cell: SetCell, room: number): readonly [SetCell, SetCell] {
  let height = 0;
  const count = cell.strips.findIndex((strip) => (height += strip.height) > room);
  const fits = count === -1 ? cell.strips.length : count;
  return [
    { ...cell, strips: cell.strips.slice(0, fits) },
    { ...cell, strips: cell.strips.slice(fits) },
  ];
}

interface CellStyle {
  readonly tags: readonly (Tag | null)[];
  readonly types: readonly string[];
  /** Points of the line below. */
  readonly rule: number;
}

function drawCells(flow: Flow, widths: readonly number[], cells: readonly SetCell[], style: CellStyle): void {
  const { document } = flow;
  const height = heightOf(cells);
  const lefts = widths.map((_, column) =>
    widths.slice(0, column).reduce((x, width) => x + width + 2 * PADDING.x, flow.left),
  );
  const { y } = flow;
  const repeated = style.tags.some((tag) => tag === null);
  const right = (lefts.at(-1) ?? flow.left) + (widths.at(-1) ?? 0) + 2 * PADDING.x;
  const texts = cells.map(({ strips }, column) =>
    linesOf(strips, { x: (lefts[column] ?? 0) + PADDING.x, y: y + PADDING.y }),
  );
  decorate(document, () => {
    cells.forEach(({ heat, strips }, column) => {
      const left = lefts[column] ?? 0;
      if (heat) document.rect(left, y + 0.6, (widths[column] ?? 0) + 2 * PADDING.x - 1.2, height - 1.2).fill(heat);
      drawBars(document, strips, { x: left + PADDING.x, y: y + PADDING.y });
    });
    document
      .moveTo(flow.left, y + height)
      .lineTo(right, y + height)
      .lineWidth(style.rule)
      .stroke(colour('line'));
    if (repeated) for (const lines of texts) drawLines(document, lines, { ...untagged, tag: null });
  });
  if (!repeated)
    texts.forEach((lines, column) => {
      const tag = style.tags[column] ?? null;
      drawLines(document, lines, { tag, type: style.types[column] ?? 'TD', destinations: flow.parts.destinations });
    });
  flow.y = y + height;
}

const untagged = { type: '', destinations: new Set<string>() };
