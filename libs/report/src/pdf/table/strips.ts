/** What a cell is made of: lines of text and bars, under one another, so that a long cell can go on over pages. */
import type { Bar } from '../../document/block.js';
import { barSize, drawBar } from '../bar.js';
import type { ReportPdf } from '../report-pdf.js';
import type { SetLine } from '../text/draw-lines.js';
import type { Line } from '../text/lines.js';

export interface Strip {
  /** Points. */
  readonly height: number;
  readonly line?: Line;
  /** Beside the line where there is room, else alone. */
  readonly bar?: { readonly of: Bar; readonly x: number; readonly width: number };
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

export const heightOfStrips = (strips: readonly Strip[]): number => strips.reduce((sum, { height }) => sum + height, 0);

/** @param corner upper left, in points */
export function linesOf(strips: readonly Strip[], { x, y }: Corner): readonly SetLine[] {
  return strips.flatMap(({ line }, at) => (line ? [{ line, x, y: y + heightOfStrips(strips.slice(0, at)) }] : []));
}

export function drawBars(document: ReportPdf, strips: readonly Strip[], { x, y }: Corner): void {
  strips.forEach(({ bar, height }, at) => {
    const top = y + heightOfStrips(strips.slice(0, at)) + (height - barSize.height) / 2;
    if (bar) drawBar(document, bar.of, { x: x + bar.x, y: top }, bar.width);
  });
}
