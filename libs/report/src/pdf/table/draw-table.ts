/**
 * A table with a caption and header cells, over as many pages as it takes; every page repeats the head row. Too wide
 * for an upright page, it is set smaller, then turned.
 */
import type { Cell, Table } from '../../document/block.js';
import { barSize, drawBar } from '../bar.js';
import { inks, type Flow, type Layout } from '../flow.js';
import { colour } from '../palette.js';
import { decorate, type Tag } from '../tags.js';
import { drawLines, type SetLine } from '../text/draw-lines.js';
import type { Face } from '../text/faces.js';
import { cellWidths, cellWords, setCell, type CellWords, type SetCell, type Strip } from './cell.js';
import { columnWidths, squeezed } from './columns.js';

const PADDING = { x: 3.5, y: 2.4 } as const;
/** Points; what is smaller cannot be read. */
const sizes = [8, 7.2, 6.5] as const;

interface Plan {
  readonly layout: Layout;
  readonly widths: readonly number[];
  readonly head: readonly CellWords[];
  readonly rows: readonly (readonly CellWords[])[];
}

export function drawTable(flow: Flow, parent: Tag, table: Table): void {
  const plan = planOf(table, flow);
  const tag = flow.tag(parent, 'Table');
  const head = setRow(plan.head, plan.widths, flow);
  const first = plan.rows[0] ? heightOf(setRow(plan.rows[0], plan.widths, flow)) : 0;
  flow.gap(4);
  if (flow.layout !== plan.layout) flow.newPage(plan.layout);
  const caption = flow.lines([table.caption], inks.muted);
  const captionHeight = caption.reduce((sum, { height }) => sum + height, 0);
  flow.need(Math.min(captionHeight + heightOf(head) + first + 10, flow.roomOfPage));
  writeCaption(flow, tag, caption);
  const row = { flow, widths: plan.widths, head };
  drawHead(row, tag);
  for (const cells of plan.rows) drawRow(row, tag, setRow(cells, plan.widths, flow));
  tag.end();
  flow.y += 8;
}

function writeCaption(flow: Flow, parent: Tag, lines: ReturnType<Flow['lines']>): void {
  const tag = flow.tag(parent, 'Caption');
  flow.write(tag, 'Caption', lines);
  tag.end();
  flow.y += 3;
}

function planOf({ head, rows }: Table, flow: Flow): Plan {
  const attempts = (['portrait', 'landscape'] as const).flatMap((layout) => sizes.map((size) => ({ layout, size })));
  for (const { layout, size } of attempts) {
    const plan = measured(size);
    const room = flow.widthOn(layout) - 2 * PADDING.x * head.length;
    const widths = columnWidths(plan.wishes, room);
    if (widths) return { ...plan, layout, widths };
  }
  const plan = measured(sizes[2]);
  const room = flow.widthOn('landscape') - 2 * PADDING.x * head.length;
  return { ...plan, layout: 'landscape', widths: squeezed(plan.wishes, room) };

  function measured(size: number) {
    const inkOf = (face: Face, role = 'ink') => ({ face, size, colour: colour(role) });
    const titles = head.map((title) => cellWords({ runs: [title] }, inkOf('semibold', 'muted'), flow));
    const cells = rows.map((row) =>
      row.map((cell: Cell, column) => cellWords(cell, inkOf(column === 0 ? 'semibold' : 'regular'), flow)),
    );
    const wishes = titles.map((title, column) => {
      const widths = cells.flatMap((row) => (row[column] ? [cellWidths(row[column])] : []));
      return {
        least: Math.max(cellWidths(title).least, ...widths.map(({ least }) => least)),
        natural: Math.max(...[title].map((cell) => cellWidths(cell).least), ...widths.map(({ natural }) => natural)),
      };
    });
    return { head: titles, rows: cells, wishes };
  }
}

interface RowStyle {
  readonly flow: Flow;
  readonly widths: readonly number[];
  readonly head: readonly SetCell[];
}

const setRow = (cells: readonly CellWords[], widths: readonly number[], flow: Flow): readonly SetCell[] =>
  cells.map((cell, column) => setCell(cell, widths[column] ?? 0, flow));

const heightOf = (cells: readonly SetCell[]): number =>
  2 * PADDING.y + Math.max(0, ...cells.map(({ strips }) => strips.reduce((sum, { height }) => sum + height, 0)));

/** @param table null where the head row is only repeated */
function drawHead({ flow, widths, head }: RowStyle, table: Tag | null): void {
  const row = table && flow.tag(table, 'TR');
  const tags = head.map(() => row && flow.tag(row, 'TH', { scope: 'Column' }));
  drawCells(flow, widths, head, { tags, types: head.map(() => 'TH'), rule: 1 });
  row?.end();
}

function drawRow({ flow, widths, head }: RowStyle, table: Tag, cells: readonly SetCell[]): void {
  const row = flow.tag(table, 'TR');
  const types = cells.map((_, column) => (column === 0 ? 'TH' : 'TD'));
  const tags = types.map((type) => flow.tag(row, type, type === 'TH' ? { scope: 'Row' } : {}));
  let rest = cells;
  const turn = () => {
    flow.newPage(flow.layout);
    drawHead({ flow, widths, head }, null);
  };
  if (heightOf(rest) > flow.room && heightOf(rest) + heightOf(head) <= flow.roomOfPage) turn();
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
  const texts = cells.map(({ strips }, column) => setStrips(strips, (lefts[column] ?? 0) + PADDING.x, y + PADDING.y));
  decorate(document, () => {
    cells.forEach(({ heat, strips }, column) => {
      const left = lefts[column] ?? 0;
      if (heat) document.rect(left, y + 0.6, (widths[column] ?? 0) + 2 * PADDING.x - 1.2, height - 1.2).fill(heat);
      drawBars(flow, strips, { x: left + PADDING.x, y: y + PADDING.y, width: widths[column] ?? 0 });
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

function setStrips(strips: readonly Strip[], x: number, top: number): readonly SetLine[] {
  let y = top;
  return strips.flatMap(({ line, height }) => {
    const at = y;
    y += height;
    return line ? [{ line, x, y: at }] : [];
  });
}

function drawBars(flow: Flow, strips: readonly Strip[], at: { x: number; y: number; width: number }): void {
  let { y } = at;
  for (const { bar, height } of strips) {
    const top = y + (height - barSize.height) / 2;
    if (bar) drawBar(flow.document, bar.of, { x: at.x + bar.x, y: top }, Math.min(barSize.width, at.width));
    y += height;
  }
}
