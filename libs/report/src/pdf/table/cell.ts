/** How wide a cell wants to be, and what it is made of at a given width. */
import type { Bar, Cell } from '../../document/block.js';
import { barSize } from '../bar.js';
import { colour, heatColour } from '../palette.js';
import type { Flow } from '../flow.js';
import { toWords, type Ink, type Word } from '../text/words.js';
import { breakLines } from '../text/lines.js';
import type { Strip } from './strips.js';

export interface SetCell {
  readonly strips: readonly Strip[];
  /** Background. */
  readonly heat?: string;
}

export interface CellWords {
  readonly cell: Cell;
  readonly words: readonly Word[];
  readonly notes: readonly (readonly Word[])[];
}

const BAR_GAP = 4;
const NOTE_SCALE = 0.87;

/** @throws MissingGlyphError */
export function cellWords(cell: Cell, ink: Ink, flow: Flow): CellWords {
  const { faces } = flow.parts;
  const small = { ...ink, face: 'regular' as const, size: NOTE_SCALE * ink.size, colour: colour('muted') };
  return {
    ...{ cell, words: toWords(cell.runs, ink, faces) },
    notes: (cell.notes ?? []).map((runs) => toWords(runs, small, faces)),
  };
}

/** Least and natural width in points. */
export function cellWidths({ cell, words, notes }: CellWords): { readonly least: number; readonly natural: number } {
  const all = [words, ...notes];
  const least = Math.max(
    0,
    ...all.flatMap((line) => line.map((word) => word.least)),
    cell.bar ? barSize.width / 1.6 : 0,
  );
  const oneLine = (line: readonly Word[]) =>
    line.reduce((sum, { width, space }) => sum + width + (space?.width ?? 0), 0);
  const first = oneLine(words) + (cell.bar ? (words.length > 0 ? BAR_GAP : 0) + barSize.width : 0);
  return { least, natural: Math.max(first, ...notes.map(oneLine)) };
}

export function setCell({ cell, words, notes }: CellWords, width: number, flow: Flow): SetCell {
  const { faces } = flow.parts;
  const strips: Strip[] = breakLines(words, width, faces).map((line) => ({ line, height: line.height }));
  if (cell.bar) addBar(strips, cell.bar, width);
  for (const note of notes)
    strips.push(...breakLines(note, width, faces).map((line) => ({ line, height: line.height })));
  return { strips, ...(cell.heat !== undefined && { heat: heatColour(cell.heat) }) };
}

function addBar(strips: Strip[], bar: Bar, width: number): void {
  const last = strips.at(-1);
  const x = (last?.line?.width ?? 0) + BAR_GAP;
  if (last && x + barSize.width <= width)
    strips[strips.length - 1] = { ...last, bar: { of: bar, x, width: barSize.width } };
  else strips.push({ height: barSize.height + 2, bar: { of: bar, x: 0, width: Math.min(barSize.width, width) } });
}
