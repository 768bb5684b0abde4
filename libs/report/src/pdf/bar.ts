/** An estimate with its interval on a fixed scale. Decoration: the numbers stand beside it. */
import type { Bar } from '../document/block.js';
import { colour, toneColour } from './palette.js';
import type { ReportPdf } from './report-pdf.js';

export const barSize = { width: 56, height: 8 } as const;
const PADDING = 2.5;

/** @param at upper left corner in points */
export function drawBar(
  document: ReportPdf,
  bar: Bar,
  at: { readonly x: number; readonly y: number },
  width: number,
): void {
  const [low, high] = bar.scale;
  const middle = at.y + barSize.height / 2;
  const x = (value: number) =>
    at.x + PADDING + ((width - 2 * PADDING) * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
  const upright = (value: number) => document.moveTo(x(value), at.y).lineTo(x(value), at.y + barSize.height);
  document.lineWidth(0.6).moveTo(x(low), middle).lineTo(x(high), middle).stroke(colour('line'));
  if (low < 0) upright(0).stroke(colour('muted'));
  for (const value of bar.lines) upright(value).dash(1.2, { space: 1.2 }).stroke(colour('muted')).undash();
  if (bar.before !== undefined)
    document.circle(x(bar.before), middle, 1.9).lineWidth(0.9).fillAndStroke('#fff', toneColour(bar.tone));
  if (!bar.span) return;
  document.lineWidth(1.6).moveTo(x(bar.span.low), middle).lineTo(x(bar.span.high), middle).stroke(toneColour(bar.tone));
  document.circle(x(bar.span.estimate), middle, 2.2).fill(toneColour(bar.tone));
}
