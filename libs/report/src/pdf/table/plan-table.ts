/** How a table is set: upright, smaller, turned, or, when nothing else helps, in parts that repeat the first column. */
import type { Cell, Table } from '../../document/block.js';
import type { Flow, Layout } from '../flow.js';
import { colour } from '../palette.js';
import type { Face } from '../text/faces.js';
import { cellWidths, cellWords, type CellWords } from './cell.js';
import { columnWidths, squeezed, type ColumnWish } from './columns.js';

/** Round the content of a cell, in points. */
export const PADDING = { x: 3.5, y: 2.4 } as const;
/** Points; what is smaller cannot be read. */
const sizes = [8, 7.2, 6.5] as const;
const smallest = sizes[2];

export interface TablePlan {
  readonly layout: Layout;
  /** Points per column, without padding. */
  readonly widths: readonly number[];
  readonly head: readonly CellWords[];
  readonly rows: readonly (readonly CellWords[])[];
}

/** @returns one plan, or one per part */
export function planTable(table: Table, flow: Flow): readonly TablePlan[] {
  const known = new Map<number, Measured>();
  const measured = (size: number): Measured => {
    const found = known.get(size) ?? measure(table, size, flow);
    known.set(size, found);
    return found;
  };
  for (const layout of ['portrait', 'landscape'] as const)
    for (const size of sizes) {
      const { wishes, ...cells } = measured(size);
      const widths = columnWidths(wishes, roomFor(table, layout, flow));
      if (widths) return [{ ...cells, layout, widths }];
    }
  if (table.head.length > 2) return halves(table).flatMap((half) => planTable(half, flow));
  const { wishes, ...cells } = measured(smallest);
  return [{ ...cells, layout: 'landscape', widths: squeezed(wishes, roomFor(table, 'landscape', flow)) }];
}

const roomFor = ({ head }: Table, layout: Layout, flow: Flow): number =>
  flow.widthOn(layout) - 2 * PADDING.x * head.length;

/** Both with the first column, which says what a row is about. */
function halves({ head, rows, ...table }: Table): readonly Table[] {
  const middle = Math.ceil((head.length + 1) / 2);
  const parts = [
    [1, middle],
    [middle, head.length],
  ] as const;
  const part = <T>(all: readonly T[], from: number, to: number): T[] => [...all.slice(0, 1), ...all.slice(from, to)];
  return parts.map(([from, to]) => ({
    ...table,
    head: part(head, from, to),
    rows: rows.map((row) => part(row, from, to)),
  }));
}

interface Measured extends Pick<TablePlan, 'head' | 'rows'> {
  readonly wishes: readonly ColumnWish[];
}

function measure({ head, rows }: Table, size: number, flow: Flow): Measured {
  const inkOf = (face: Face, role: string) => ({ face, size, colour: colour(role) });
  const titles = head.map((title) => cellWords({ runs: [title] }, inkOf('semibold', 'muted'), flow));
  const cells = rows.map((row) =>
    row.map((cell: Cell, column) => cellWords(cell, inkOf(column === 0 ? 'semibold' : 'regular', 'ink'), flow)),
  );
  const wishes = titles.map((title, column) => {
    const { least } = cellWidths(title);
    const wish = { least, natural: least };
    for (const row of cells) {
      const cell = row[column];
      if (!cell) continue;
      const widths = cellWidths(cell);
      wish.least = Math.max(wish.least, widths.least);
      wish.natural = Math.max(wish.natural, widths.natural);
    }
    return wish;
  });
  return { head: titles, rows: cells, wishes };
}
