/** A table with a caption and header cells, over as many pages as it takes; every page repeats the head row. */
import type { Table } from '../../document/block.js';
import { inks, type Flow } from '../flow.js';
import type { Tag } from '../tags.js';
import { drawHead, drawRow, heightOf, setRow } from './draw-row.js';
import { planTable, type TablePlan } from './plan-table.js';

export function drawTable(flow: Flow, parent: Tag, table: Table): void {
  const plans = planTable(table, flow);
  plans.forEach((plan, part) => {
    const caption = plans.length === 1 ? table.caption : `${table.caption} (${part + 1}/${plans.length})`;
    drawPart(flow, parent, plan, caption);
  });
}

function drawPart(flow: Flow, parent: Tag, { layout, widths, ...cells }: TablePlan, title: string): void {
  const tag = flow.tag(parent, 'Table');
  const head = setRow(cells.head, widths, flow);
  const first = cells.rows[0] ? heightOf(setRow(cells.rows[0], widths, flow)) : 0;
  const caption = flow.lines([title], inks.muted);
  flow.gap(4);
  if (flow.layout !== layout) flow.newPage(layout);
  const beginning = caption.reduce((sum, { height }) => sum + height, heightOf(head) + first + 10);
  flow.need(Math.min(beginning, flow.roomOfPage));
  writeCaption(flow, tag, caption);
  drawHead({ flow, widths, head }, tag);
  for (const row of cells.rows) drawRow({ flow, widths, head }, tag, setRow(row, widths, flow));
  tag.end();
  flow.y += 8;
}

function writeCaption(flow: Flow, parent: Tag, lines: ReturnType<Flow['lines']>): void {
  const tag = flow.tag(parent, 'Caption');
  flow.write(tag, 'Caption', lines);
  tag.end();
  flow.y += 3;
}
