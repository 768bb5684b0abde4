/** Lines that stay lines, in columns where they are short; one that is too long goes on below. */
import type { Block } from '../../document/block.js';
import type { Flow } from '../flow.js';
import { colour } from '../palette.js';
import type { Tag } from '../tags.js';
import type { Line } from '../text/lines.js';
import type { Ink } from '../text/words.js';

const GAP = 16;
const MOST_COLUMNS = 3;

export function drawPreformatted(flow: Flow, parent: Tag, { text }: Extract<Block, { kind: 'preformatted' }>): void {
  flow.upright();
  const ink: Ink = { face: 'mono', size: 6.6, colour: colour('ink') };
  // Spaces that do not break keep the indentation, and empty lines.
  const kept = text.split('\n').map((line) => line.replace(/^ +|^$/, (indent) => '\u00a0'.repeat(indent.length || 1)));
  const columns = MOST_COLUMNS;
  const width = (flow.width - GAP * (columns - 1)) / columns;
  const narrow = kept.map((line) => flow.lines([line], ink, width));
  // Most lines fit a column, or none of it helps.
  const isNarrow = narrow.filter(({ length }) => length > 1).length <= kept.length / 20;
  const lines = isNarrow ? narrow.flat() : kept.flatMap((line) => flow.lines([line], ink, flow.width));
  flow.gap(4);
  const tag = flow.tag(parent, 'P');
  writeColumns(flow, tag, lines, isNarrow ? { columns, step: width + GAP } : { columns: 1, step: 0 });
  tag.end();
}

/** From top to bottom, then the next column; after the last the next page. */
function writeColumns(
  flow: Flow,
  tag: Tag,
  lines: readonly Line[],
  { columns, step }: { readonly columns: number; readonly step: number },
): void {
  const height = lines[0]?.height ?? 1;
  for (let at = 0; at < lines.length;) {
    flow.need(4 * height);
    const top = flow.y;
    const left = lines.length - at;
    const perColumn = Math.min(Math.floor(flow.room / height), Math.ceil(left / columns));
    for (let column = 0; column < columns; column += 1) {
      flow.y = top;
      flow.write(tag, 'P', lines.slice(at, at + perColumn), flow.left + column * step);
      at += perColumn;
    }
    flow.y = top + perColumn * height;
  }
}
